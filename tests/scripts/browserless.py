"""Runs the site's own browser modules in Node: those without a page are tested without a browser."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.node import node


def run(folder: Path, program: str, data: object = None) -> Any:
    """What `program` (the body of an async function of `data`) returns; `folder` holds the modules."""
    source = f"""const data = {json.dumps(data, ensure_ascii=False)};
const answer = await (async () => {{ {program} }})();
console.log(JSON.stringify(answer ?? null));
"""
    script = folder / "programme.mjs"
    script.write_text(source, encoding="utf-8")
    done = subprocess.run([node(), str(script)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
