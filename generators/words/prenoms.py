"""First names of French-speaking countries, folded: what makes a mailbox, or « Léa, 15 ans », somebody’s.

Those of the packages mimesis 22.2.0 and Faker 40.54.0 (MIT licence), and more that young people bear. Many
are words too (« rose », « pierre »): only what stands around one says that it is a name.
"""

from __future__ import annotations

PRENOMS = frozenset(
    """
    aaliyah aaron abdallah abdel abdelatif abdelkader abderaouf abderrahmane abdoulaye abel abigael
    achille adam adama adame adel adelaide adele adem adil adrian adriana adrien adrienne agathe agnes
    ahmed aicha aidan aime aimee aissata akram aksel aladin alain alan alban albane albin aleron
    alessandro alessia alessio alex alexandra alexandre alexandria alexandrie alexia alexis alexy aleyna
    alfred algernon ali alia alice alicia alienor alina aline alix aliya aliyah alizee allan alois alpha
    alphonse alya alycia alyssa alyssia amadou amandine amani amaury ambre ambrine ambroise amel amelia
    amelie ames amiens amin amina aminata amine amir amira amy ana anae anael anaelle anais anas anastasia
    anastasie anatole andre andrea andreas andree andrei andy ange angel angela angele angelina angeline
    angelo anis anissa anna annabelle annaelle anne annie anouk anthony antoine antoinette anton antonin
    antonio antony apolline aramis arda arezki armand arnaud arnaude arsene arthur ashley asma assia assya
    astrid athenais aubin audrey audric auguste augustin augustine aurelie aurelien aurore ava awa axel
    axelle aya ayman aymane aymen aymeric ayoub babacar badis bao baptiste basile bastien beatrice beau
    ben benjamin benoit berenice bernadette bernard bertille bertrand bianca bilal bilel bintou blaise
    blanche blessing bonar boniface boubacar bouchra boyce brahim brandon brayan briar brigitte bruce
    bruno bryan byron cabal cade cali calie calvin camelia cameron camil camille campbell canaan candice
    canon capucine carla carmen caroline carolus carvell cassandra cassandre cassie catherine cecile
    cecilia cedric celeste celestin celestine celia celian celina celine celya cesar chabane chahine
    chahinez chaima chainey chanez chantal charlene charles charlie charline charlotte charly chayma
    cheikh cherif chevy chiara chiraz chloe chris christelle christian christiane christine christophe
    christopher ciel cindy circinus claire clara clarisse claude claudine clea clelia clemence clement
    clementine cleo cloe clotilde clovis colar colette colin coline colville come constance coralie
    corentin corinne coumba courvoisier coyne curtis cyprien cyrielle cyril cyrille dabney dalia damien
    daniel danielle dany daphne dashiell david dax deborah delano delphine demba demont denis denise
    destin diana diane didier diego dieynaba dimitri dina dior djamel djamila djeneba djibril dominique
    donatien donovan dorian dorothee dounia driss dylan eden edgar edith edouard ela elea eleana elena
    eleonore elia elias elie elif elijah elina eline elio eliot eliott elisa elisabeth elise elissa ella
    elliot eloan eloane elodie eloi eloise elona elora elouan elsa elya elyas elyes elyna elyne ema
    emeline emeric emie emile emilie emilien emily emir emma emmanuel emmanuelle emmie emmy emna emy enes
    enola enora enzo eren eric erine ernestine erwan erwann esteban estelle esther etan ethan ethann
    etienne eugene eugenie eva evan evann eve ewan ewen ewenn eya ezio fabien fabio fabrice fabron faith
    fanny fanta fantine farah fares farid farida farouk fatiha fatima fatma fatou fatoumata fatteh
    faustine favour felix fella ferhat feriel ferrand flavie flavien flavio fleur flora flore florence
    florent florian florine fodil fouzia franchot franck francois francoise frasier frederic frederique
    gabin gabriel gabriella gabrielle gael gaelle gaetan gage garance garen gareth garland garner garrison
    gaspard gaston gauthier gautier gaylord genevieve georges gerald gerard germain germaine geron ghilas
    ghislain ghislaine gianni gift gilbert giles gilles ginette giovanni giulia glanville gower grace
    granger grant granville gregoire gregory guilhem guillaume gustave guy gwenaelle gwendoline hackett
    hadjer hadrien hafsa hajar halima hamid hamza hana hanae hania hanna hannah happy harriet hassan hawa
    hayat hector helena helene hello heloise henri henriette herve hiba hind hippolyte hocine holland
    honor honore hortense houcine houda houria hugo hugues huguette hussein ian iban ibrahim ibrahima
    ibtissem idris idriss ikram ilan ilana ilhan ilian iliana ilias ilies ilona ilyan ilyana ilyas ilyes
    ilyess imane imen imene imran imrane inaya ines ioana ion irina iris isaac isabeau isabelle isaure
    isis ismael ismail isra issa issam ivan ivette iyad iyed izia jacqueline jacques jade jaden jaimie
    james jana janel janelle janna jasmine jason jasper javier jawad jayson jean jeanine jeanne jeannine
    jemond jenna jennifer jeremie jeremy jerome jesper jessica jessim jessy jibril jihane jim jimmy
    joachim joan joana joe joel joelle johan johann johanna jolie jonas jonathan jordan joris joseph
    josephine josette joshua josiane josue joy joyce judith jules julia julian julie julien juliet
    juliette juline justin justine kada kadence kadiatou kahina kaina kais kalet kamelia kamil karim
    karine karl katia kayla kayna kelia kelian kelly kelya kelyan kenan kenji kenny kenza kenzo kessy
    kevin keziah khadidja khadija khaled khalil kiara kilian killian kilyan kim kimberley kordell kyara
    kylian kyllian kyrielle labaron laetitia lalie laly lamia lamine lana lance landry lara laramie laron
    larrimore larue launcelot laura laure lauren laurence laurent laurie laurine laverne layana lea leala
    leana leandre leandro leane leanne leelou leggett leia leila leina lena lenny leny lenzo leo leon
    leona leonard leonie leontyne leopold lesh leverett leyna lia liam liana lila lilas lili lilia lilian
    lilie lilly lilou lilwenn lily lilya lina linda lindsay line lino lionel lisa lisandro lise lisette
    lisle lison livia livio liya loan loane loann loanne logan lohan loic lois lola lorena lorenzo loring
    loris lorraine lotfi lou louane louann louanne louca loucas louis louisa louise louison louka loukas
    louna lubin luc luca lucas luce lucetta lucia lucie lucien lucienne lucile lucille lucy ludivine
    ludovic luis luka lukas luna lunette lya lyam lyana lydia lyla lyle lylia lylou lyna lynda maceo
    madeleine mae mael maelia maelie maeline maelle maelly maellys maely maelyne maelys maelyss maeva
    magali maggie mahamadou mahdi mahe maia maily mailys maimouna maina maine maissa maissane maiwenn
    malak malia malik malika mallory malo malone mamadou manel manelle manon marc marceau marcel marcelle
    marco marcus mardi mardian margaret margaud margaux margo margot marguerite maria mariam mariama
    marianne maribel marie marilou marin marina marine marion marius marley marlon marouane marshall
    marthe martin martine marvel marvelle marvin marwa marwan marwane maryam marylou maryse mason
    massinissa mateo matheo mathias mathieu mathilde mathis mathys matis matisse matt matteo mattheo
    matthew matthias matthieu matys maud maude maureen maurice mauve mavis max maxence maxime maximilien
    maya maylis mayron mayssa mehdi meissa melanie melia melina melinda meline melisenda melissa mellina
    melodie melody melvin melvyn melyna melyne merane mercy meriem merla merle merlin merlyn merrill
    meryem meryl mia michael michel michele michelle mickael miette mignon miguel mihai mike mila milan
    milla milo mina mira mireille miriam mohamed mohammed mohand mona monique montague montgomery montrell
    montrose morgan morgane mortimer mouloud mounir mourad moussa muhammed muriel murielle mustapha mya
    mylan myriam nabil nacer nada nadia nadir nael naelle nahel nahil naia nail naila naim naima nais
    naomi naomie narimane nassim natan nath nathael nathalie nathan nathanael nawal nawel naya nayla
    nazaire nazim nedjma neila nelia nell nelly nelson neo nesrine neville neyla nicolas nicole nihad nils
    nina nino ninon nisa noa noah noam noan noe noel noelie noeline noemi noemie noha noham nohan nohlan
    nola nolan nolann nolhan nora norah norbert nour oceane octave odette odile olivia olivie olivier omar
    ophelie oriane orlane ornella osas oscar ouanes oumar oumou ousmane oussama ousseynou owen pablo paco
    pacome paloma paola paolo pascal patrice patricia patrick paul paulette pauline penelope perrine
    philippe philippine philomene pierre pierrick precious prune quentin rabah racha rachel rachid rafael
    rahma ramata ramzi rania raphael raphaelle rayan rayane raymond raymonde rebecca reda regine regis
    remi remy rene renee riad richard rida rim riyad robert robin rochdi roger rokia roland romain roman
    romane romeo romy ronan rosalie rose roxana roxane ruben rudy ruth ryad ryan rym ryma saad sabine
    sabri sabrina sacha safa safia safiatou safiya sahra said sakina salah salim salima salimata salma
    salome sam sami samia samir samira samuel samy sana sandrine sandro sara sarah sasha savannah sean
    sebastien sekou selena selene selim selma selyan serena serge serine sevan shaima shaina shana shanna
    shayna sherine sidonie simeon simon simone sira sirine sixtine slimane soan sofia sofiane sohan sokhna
    solal solange solene soline sonia sophia sophie soraya soren souad soufiane soukaina souleymane
    soumaya soumia stan stanislas stella stephane stephanie steven susan susanne suzanne suzie swan swann
    sylvain sylviane sylvianne sylvie syrine taha taina talia tamara tanguy tania tao tarik tatiana ted
    teddy teo tess tessa thais thalia thea theo theodore theophile therese thibaud thibault thibaut
    thierry thimeo thinhinane thomas tiago tidiane tiffany tilio tim timeo timote timothe timothee tina
    tino tiphaine titouan tom tony tristan tymeo tyron ugo ulysse vadim valentin valentine valerie vanessa
    veronique vianney victoire victor victoria victory vincent violette virgile virginie wael wafae walid
    warren wassim wendy wesley william wissem wyatt xavier yacine yael yaelle yahia yanis yann yannick
    yannis yasmina yasmine yasser yassin yassine ylan ylann yoan yoann yohan yohann yolande youba youcef
    youna younes yousra youssef yuna yusuf yves yvette yvonne zacharie zahra zakaria zelie zia zina zineb
    zoe zohra
    """.split()
)
