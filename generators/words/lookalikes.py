"""Letters that look like those of French, whatever their script: Cyrillic, Greek, Cherokee, small capitals…

From Unicode's `confusables.txt` (Technical Standard 39, "Unicode Security Mechanisms", as the package
confusable_homoglyphs 3.3.1 carries it), with the letters that people put in the place of others. What the
compatibility form of Unicode (NFKC) already turns into a Latin letter is not in it.
"""

from __future__ import annotations

#: Letter → the code points that are read as it, in hexadecimal.
_READ_AS = {
    "A": "391 39b 410 13aa 1d00 1d6a8 1d6e2 1d71c 1d756 1d790",
    "a": "250 251 3b1 430 15c5 237a a4ee 102a0 16f40 1d6c2 1d6fc 1d736 1d770 1d7aa",
    "B": "299 392 412 13f4 a7b4 1d6a9 1d6e3 1d71d 1d757 1d791",
    "b": "3b2 42c 432 44c 13cf 1472 15af 15f7 a4d0 10282 102a1 10301",
    "C": "3f9 421 13df 1d04 2ca4 10415",
    "c": "254 3c2 3f2 441 2ca5 a4da abaf 102a2 10302 1043d 1051c 118e9 118f2 1f74c",
    "D": "110 13a0 1d05",
    "d": "111 3b4 501 13e7 146f 15de 15ea a4d2 a4d3",
    "E": "395 3a3 415 13ac 1d07 118a6 118ae 1d6ac 1d6e6 1d720 1d75a 1d794",
    "e": "1dd 259 25b 3b5 3be 435 4bd 212e 22ff 2d39 a4f0 ab32 10286",
    "F": "3dc a730 a798 118a2 1d7ca",
    "f": "192 584 15b4 1e9d a4dd a799 ab35 10287 102a5 10525 118c2 1d213",
    "G": "262 50c 13c0 13f3",
    "g": "261 581 1d83 a4d6",
    "H": "29c 397 41d 13bb 2c8e 1d6ae 1d6e8 1d722 1d75c 1d796",
    "h": "127 265 43d 4bb 570 13c2 157c a4e7 102cf",
    "I": "26a 399 406 4c0 2c92 1d6b0 1d6ea 1d724 1d75e 1d798",
    "i": "131 269 3b9 456 4cf 13a5 1fbe 2373 a647 ab75 118c3 1d6a4 1d6ca 1d704 1d73e 1d778 1d7b2",
    "J": "37f 408 13ab 1d0a a7b2",
    "j": "237 3f3 458 148d a4d9",
    "K": "39a 41a 13e6 1d0b 2c94 1d6b1 1d6eb 1d725 1d75f 1d799",
    "k": "3ba 43a 16d5 a4d7 10518",
    "L": "141 29f 13de 2cd0 1041b 118a3 118b2",
    "l": (
        "140 142 3bb 6f1 14aa 16c1 2223 23fd 2d4f a4e1 a4f2 ffe8 1028a 10309 10320 10526 16f16 16f28 1d22a"
    ),
    "M": "39c 3fa 41c 13b7 1d0d 2c98 1d6b3 1d6ed 1d727 1d761 1d79b",
    "m": "26f 43c 15f0 16d6 a4df 102b0 10311",
    "N": "274 39d 2c9a 1d6b4 1d6ee 1d728 1d762 1d79c",
    "n": "3b7 3c0 43f 578 57c a4e0 10513",
    "O": "d8 39f 41e 555 1d0f 2c9e 10404 104c2 118b5 1d6b6 1d6f0 1d72a 1d764 1d79e",
    "o": (
        "f8 3b8 3bf 3c3 43e 585 6f5 966 9e6 a66 ae6 b20 b66 be6 c02 c66 c82 ce6 d02 d20 d66 d82 e50 "
        "ed0 101d 1040 10ff 12d0 1d11 2c9f 2d54 3007 a4f3 ab3d 10292 102ab 1042c 104ea 10516 114d0 "
        "118c8 118d7 118e0 1d6d0 1d6d4 1d70a 1d70e 1d744 1d748 1d77e 1d782 1d7b8 1d7bc"
    ),
    "P": "3a1 420 13e2 1d18 2ca2 1d6b8 1d6f2 1d72c 1d766 1d7a0",
    "p": (
        "3c1 3f1 440 146d 2374 2ca3 a4d1 10295 1d6d2 1d6e0 1d70c 1d71a 1d746 1d754 1d780 1d78e 1d7ba 1d7c8"
    ),
    "q": "51b 563 566 2d55",
    "R": "280 13a1 13d2 104b4",
    "r": "279 433 1587 1d26 2c85 a4e3 ab47 ab48 ab81 16f35 1d216",
    "S": "405 54f 13d5 13da a731 10420",
    "s": "455 a4e2 abaa 10296 10448 118c1 16f3a",
    "T": "3a4 422 13a2 1d1b 2ca6 118bc 1d6bb 1d6f5 1d72f 1d769 1d7a3",
    "t": "167 287 3c4 442 22a4 27d9 a4d4 10297 102b1 10315 16f0a 1f768",
    "U": "54d 1d1c 104ce 118b8",
    "u": (
        "28b 3bc 3c5 438 57d 1200 144c 222a 22c3 a4f4 a79f ab4e ab52 104f6 118d8 16f42 1d6d6 1d710 "
        "1d74a 1d784 1d7be"
    ),
    "V": "474 13d9 1d20 118a0",
    "v": (
        "28c 3bd 475 6f7 142f 2228 22c1 2d38 a4e6 a6df aba9 1051d 11706 118c0 16f08 1d20d 1d6ce 1d708 "
        "1d742 1d77c 1d7b6"
    ),
    "W": "51c 13b3 13d4 1d21",
    "w": "3c9 461 51d 561 a4ea ab83 1170a 1170e 1170f 118e6 118ef",
    "X": "3a7 425 2cac a7b3 1d6be 1d6f8 1d732 1d76c 1d7a6",
    "x": (
        "3c7 436 445 1541 157d 166d 166e 16b7 2573 292b 292c 2a2f 2d5d a4eb 10290 102b4 10317 10322 "
        "10527 118ec"
    ),
    "Y": "28f 3a5 423 4ae 13a9 13bd 2ca8 118a4 1d6bc 1d6f6 1d730 1d76a 1d7a4",
    "y": (
        "263 28e 3b3 3d2 443 4af 10e7 1d8c 1eff 213d a4ec ab5a 102b2 118dc 16f43 1d6c4 1d6fe 1d738 "
        "1d772 1d7ac"
    ),
    "Z": "396 13c3 1d22 118a9 1d6ad 1d6e7 1d721 1d75b 1d795",
    "z": "a4dc ab93 102f5 118c4 118e5",
}
#: Letters in a square or a disc, and those of which flags are made: where each alphabet begins.
_ALPHABETS = (0x1F150, 0x1F170, 0x1F1E6)

#: What `str.translate` takes: each look-alike → the Latin letter that is read.
LOOKALIKES: dict[int, str] = {
    **{int(point, 16): letter for letter, points in _READ_AS.items() for point in points.split()},
    **{first + rank: chr(ord("A") + rank) for first in _ALPHABETS for rank in range(26)},
}
