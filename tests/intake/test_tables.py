"""Files as teams have them become a table, wherever the titles stand; what holds no value is told."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from generators.intake.table import Table
from generators.intake.tables import Unreadable, read
from generators.intake.titles import meanings
from tests.intake.workbooks import inline, ods, ods_table, xlsx, zipped


def table(tmp_path: Path, raw: bytes, name: str = "structures.xlsx") -> Table:
    path = tmp_path / name
    path.write_bytes(raw)
    return read(path)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(read: Table) -> list[dict[str, str]]:
    return [{title: cell.text for title, cell in row.cells.items()} for row in read.rows]


# Excel


def test_a_workbook_as_teams_keep_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Structures 2026"
    sheet["A1"] = "Annuaire du réseau"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "mis à jour en octobre, voir Marie"
    for column, title in enumerate(["Nom", "CP", "Ville", "Tél.", "Ouverte le", "Gratuit"], 1):
        sheet.cell(4, column, title)
    sheet.append(["Écoute Bleue", 6000, "NICE", 493000000, date(2024, 3, 15), True])
    sheet["D5"].number_format = '0#" "##" "##" "##" "##'
    sheet["F5"].comment = Comment("à vérifier", "Marie")
    sheet.append(
        [
            "  La  Passerelle ",
            "59000",
            None,
            "03 20 00 00 00",
            datetime.fromisoformat("2024-03-15T14:30"),
            False,
        ]
    )
    sheet.append([None, None, None, None, None, None])
    sheet.append(["Le Phare", 62000.0, "Arras\n(centre)", 0.5, None, "non"])
    sheet.add_data_validation(DataValidation(type="list", formula1='"oui,non"'))
    found = table(tmp_path, saved(book))
    assert found.name == "Structures 2026"
    assert found.columns == ("Nom", "CP", "Ville", "Tél.", "Ouverte le", "Gratuit")
    assert not found.fields
    assert [row.number for row in found.rows] == [5, 6, 8]
    assert found.rows[0].cells["Tél."].address == "Structures 2026!D5"
    assert texts(found) == [
        {
            "Nom": "Écoute Bleue", "CP": "6000", "Ville": "NICE", "Tél.": "04 93 00 00 00",
            "Ouverte le": "2024-03-15", "Gratuit": "VRAI",
        },
        {
            "Nom": "La  Passerelle", "CP": "59000", "Tél.": "03 20 00 00 00",
            "Ouverte le": "2024-03-15T14:30",             "Gratuit": "FAUX",
        },
        {"Nom": "Le Phare", "CP": "62000", "Ville": "Arras\n(centre)", "Tél.": "0.5", "Gratuit": "non"},
    ]  # fmt: skip


def test_merged_cells_give_their_value_to_each_row_and_sections_are_no_structures(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Nom", "Département", "Contact", None])
    sheet.append([None, None, "Téléphone", "Courriel"])
    sheet.append(["HAUTS-DE-FRANCE"])
    sheet.append(["A", "Nord", "03 20 00 00 00", "a@a.fr"])
    sheet.append(["B", None, "03 20 00 00 01"])
    sheet.append(["C", None])
    sheet.append(["D", "Oise"])
    for span in ("A1:A2", "B1:B2", "C1:D1", "A3:D3", "B4:B6"):
        sheet.merge_cells(span)
    found = table(tmp_path, saved(book))
    assert found.columns == ("Nom", "Département", "Téléphone", "Courriel")
    assert [(row["Nom"], row["Département"]) for row in texts(found)] == [
        ("A", "Nord"), ("B", "Nord"), ("C", "Nord"), ("D", "Oise"),
    ]  # fmt: skip
    assert found.notes == ("1\u00a0ligne de titre entre les structures\u00a0: pas lues (3)",)


def test_a_formula_is_its_last_result_and_without_one_it_is_left(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c><c r="B1" t="inlineStr">'
        "<is><t>CP</t></is></c>"
        '<c r="C1" t="inlineStr"><is><t>Ville</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>CONCAT("A","B")</f><v>AB</v></c><c r="B2"><f>6000+1'
        "</f><v>6001</v></c>"
        '<c r="C2" t="str"><f>""</f><v></v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>Z</t></is></c><c r="B3"><f>SUM(A1:A2)</f></c>'
        '<c r="C3" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c></row>'
    )
    found = table(tmp_path, xlsx(f"<sheetData>{rows}</sheetData>"))
    assert texts(found) == [{"Nom": "AB", "CP": "6001"}, {"Nom": "Z"}]
    assert [(cell.address, cell.text) for cell in found.unread] == [
        ("Feuil1!B3", "=SUM(A1:A2)"), ("Feuil1!C3", "#N/A"),
    ]  # fmt: skip


def test_openpyxl_writes_formulas_without_results(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Téléphone"])
    book.active.append(["A", '="03 20 00 00 "&"00"'])
    found = table(tmp_path, saved(book))
    assert texts(found) == [{"Nom": "A"}]
    assert [cell.address for cell in found.unread] == ["Sheet!B2"]


def test_hidden_sheets_are_told_and_sheets_of_the_same_titles_are_one_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Nord"
    book.active.append(["Nom", "Ville"])
    book.active.append(["A", "Lille"])
    more = book.create_sheet("Oise")
    more.append(["Titre"])
    more.append(["Ville", "Nom"])
    more.append(["Beauvais", "B"])
    book.create_sheet("Listes").append(["oui", "non"])
    for state in ("hidden", "veryHidden"):
        secret = book.create_sheet(state)
        secret.append(["Nom", "Ville", "Téléphone"])
        secret.append(["SECRET", "Lens", "06 12 34 56 78"])
        secret.sheet_state = state
    found = table(tmp_path, saved(book))
    assert texts(found) == [{"Nom": "A", "Ville": "Lille"}, {"Ville": "Beauvais", "Nom": "B"}]
    assert [row.cells["Nom"].address for row in found.rows] == ["Nord!A2", "Oise!B3"]
    assert "SECRET" not in repr(found)
    assert [note for note in found.notes if "masquée" in note] == [
        "la feuille «\u00a0hidden\u00a0» n’a pas été lue\u00a0: elle est masquée",
        "la feuille «\u00a0veryHidden\u00a0» n’a pas été lue\u00a0: elle est masquée",
    ]
    assert any("Listes" in note for note in found.notes)


def test_macros_are_told_and_nothing_of_them_is_read(tmp_path: Path) -> None:
    raw = xlsx(inline(("Nom", "Ville"), ("A", "Lille")), more={"xl/vbaProject.bin": b"\0" * 100})
    found = table(tmp_path, raw, "structures.xlsm")
    assert texts(found) == [{"Nom": "A", "Ville": "Lille"}]
    assert found.notes == ("le classeur contient des macros\u00a0: aucune n’a été exécutée",)


def test_texts_shared_in_pieces_and_days_since_1904(tmp_path: Path) -> None:
    shared = (
        "<si><t>Nom</t></si><si><t>Ouverture</t></si>"
        "<si><r><t>L’</t></r><r><t xml:space='preserve'>Escale &amp; Co </t></r><rPh><t"
        ">ESUKARU</t></rPh></si>"
        "<si><t>ligne_x000D_\ndeux</t></si>"
    )
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="165"'
        ' formatCode="00000"/>'
        '<numFmt numFmtId="166" formatCode="&quot;le &quot;0.0"/></numFmts><cellStyleXfs><xf'
        ' numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>'
    )
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>CP</t></is></c></row>'
        '<row><c t="s"><v>2</v></c><c s="1"><v>43538</v></c><c s="2"><v>6000</v></c></row>'
        '<row><c t="s"><v>3</v></c><c t="d"><v>2024-03-15T00:00:00</v></c><c s="3"><v>12</v></c></row>'
    )
    book = '<workbookPr date1904="1"/>'
    found = table(tmp_path, xlsx(f"<sheetData>{rows}</sheetData>", shared=shared, styles=styles, book=book))
    assert texts(found) == [
        {"Nom": "L’Escale & Co", "Ouverture": "2023-03-15", "CP": "06000"},
        {"Nom": "ligne\n\ndeux", "Ouverture": "2024-03-15", "CP": "12"},
    ]


def test_a_strict_workbook_with_prefixes(tmp_path: Path) -> None:
    sheet = inline(("Nom", "Ville"), ("A", "Lille")).replace("<", "<x:").replace("<x:/", "</x:")
    raw = xlsx("")
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": '<Relationships><Relationship Id="1" Type="http://purl.oclc.org/x/officeDocument" '
        'Target="/other/workbook.xml"/></Relationships>',
        "other/workbook.xml": '<x:workbook xmlns:x="u" xmlns:r="v"><x:sheets><x:sheet name="S" r:id="a"/>'
        "</x:sheets></x:workbook>",
        "other/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Type="z/worksheet" '
        'Target="/other/s.xml"/></Relationships>',
        "other/s.xml": f'<x:worksheet xmlns:x="u">{sheet}</x:worksheet>',
    }
    assert raw
    assert texts(table(tmp_path, zipped(parts))) == [{"Nom": "A", "Ville": "Lille"}]


def test_titles_twice_missing_and_printed_again(tmp_path: Path) -> None:
    raw = xlsx(
        inline(
            ("Nom", "Téléphone", "Téléphone", ""),
            ("A", "03 20 00 00 00", "06 12 34 56 78", "note"),
            ("Nom", "Téléphone", "Téléphone", ""),
            ("B", "", "03 20 00 00 01", ""),
        )
    )
    found = table(tmp_path, raw)
    assert found.columns == ("Nom", "Téléphone", "Téléphone (2)", "Colonne D")
    assert [row["Nom"] for row in texts(found)] == ["A", "B"]


def test_titles_that_nobody_knows_are_found_too(tmp_path: Path) -> None:
    raw = xlsx(inline(("Tableau",), ("Alpha", "Bêta", "Gamma"), ("x", "1", "2"), ("y", "3", "4")))
    assert table(tmp_path, raw).columns == ("Alpha", "Bêta", "Gamma")


# OpenDocument


def test_an_opendocument_spreadsheet(tmp_path: Path) -> None:
    float_cell = (
        '<table:table-cell office:value-type="float" office:value="6000"><text:p>{}</text:p>'
        "</table:table-cell>"
    )
    rows = (
        ("Nom", "CP", "Ville", "Date"),
        (
            "<table:table-cell office:value-type='string'><office:annotation><dc:creator>Marie"
            "</dc:creator><text:p>secret"
            "</text:p></office:annotation><text:p>L’<text:span>Escale</text:span><text:s"
            " text:c='2'/>bleue</text:p>"
            "<text:p>deux</text:p></table:table-cell>",
            float_cell.format("06000"),
            '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p'
            ">Nice</text:p></table:table-cell>",
            '<table:table-cell office:value-type="date" office:date-value="2024-03-15"><text:p'
            ">15/03/24</text:p></table:table-cell>",
        ),
        (
            "B",
            float_cell.format("6 000,00"),
            "<table:covered-table-cell/>",
            '<table:table-cell table:formula="of:=TODAY()"/>',
        ),
        (
            "C",
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
            "<text:p>#DIV/0!</text:p></table:table-cell>",
            '<table:table-cell table:formula="of:=A1" office:value-type="string"><text:p>Lens'
            "</text:p></table:table-cell>",
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p'
            ">VRAI</text:p></table:table-cell>",
        ),
    )
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    raw = ods(
        ods_table("Feuille1", *rows) + ods_table("Secrets", ("Nom", "CP"), ("SECRET", "1"), style="ta2"),
        styles=hidden,
    )
    found = table(tmp_path, raw, "s.ods")
    assert texts(found) == [
        {"Nom": "L’Escale  bleue\ndeux", "CP": "06000", "Ville": "Nice", "Date": "2024-03-15"},
        {"Nom": "B", "CP": "6000", "Ville": "Nice"},
        {"Nom": "C", "Ville": "Lens", "Date": "VRAI"},
    ]
    assert [cell.address for cell in found.unread] == ["Feuille1!D3", "Feuille1!B4"]
    assert "SECRET" not in repr(found)
    assert "Secrets" in found.notes[0]


def test_repeated_cells_and_rows_of_opendocument_are_bounded(tmp_path: Path) -> None:
    end = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    start = ods_table("F", ("Nom", "Ville"), ("A", "Lille")).removesuffix("</table:table>")
    assert len(table(tmp_path, ods(start + end), "s.ods").rows) == 1
    for bad in (
        end.replace("<table:table-cell", "<table:table-cell office:value-type='string'").replace(
            '16384"/>', '16384"><text:p>x</text:p></table:table-cell>'
        ),
    ):
        with pytest.raises(Unreadable, match="plus de"):
            table(tmp_path, ods(start + bad), "s.ods")


# Text


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman", "utf-16-le"])
def test_a_text_table_in_any_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    rows = [
        ["Nom", "Catégorie", "Présentation"],
        ["Écoute d’été", "Hébergement", "à Lille, place « Bleue » ; ouvert\nle soir"],
        [],
        ["L'Étoile", "Accueil", "très près"],
    ]
    csv.writer(out, delimiter=delimiter).writerows(rows)
    found = table(tmp_path, out.getvalue().encode(encoding), "export.txt")
    assert [[*row.values()] for row in texts(found)] == [
        [cell.replace("\r\n", "\n") for cell in row] for row in rows[1:] if row
    ]
    assert found.rows[1].cells["Nom"].address == "ligne 4, colonne A"


def test_what_excel_writes_in_a_text_table(tmp_path: Path) -> None:
    raw = 'sep=;\r\nNom;Téléphone\r\nA;="0320000000"\r\n'.encode("cp1252")
    assert texts(table(tmp_path, raw, "a.csv")) == [{"Nom": "A", "Téléphone": "0320000000"}]


def test_a_table_of_one_column(tmp_path: Path) -> None:
    assert texts(table(tmp_path, b"Nom\nA\nB\n", "a.csv")) == [{"Nom": "A"}, {"Nom": "B"}]


# Titles


def test_what_titles_mean() -> None:
    said = {
        "nom": "Nom|NOM DE LA STRUCTURE|Structure|Association|Raison sociale|Dénomination|Dispositif"
        "|Nom du service",
        "code_postal": "CP|Code postal|C.P.|code_postal|Code Postal (CP)",
        "commune": "Ville|Commune|VILLE |Localité",
        "lieu": "CP Ville|Code postal et ville|Ville (CP)|Lieu|CP / Commune|Localisation",
        "adresse": "Adresse|Adresse postale|N° et rue|Voie",
        "telephone": "Tél|Tél.|Téléphone|N° de téléphone|Telephone fixe|Portable|Tel. standard|Téléphone"
        " (2)|Ligne d’écoute|Tél. d’urgence",
        "courriel": "Mail|E-mail|Email|Courriel|Adresse mail|Mél|Adresse électronique|e mail contact",
        "site_web": "Site|Site internet|Site web|URL|Lien|Adresse du site",
        "horaires": "Horaires|Horaires d’ouverture|Jours et heures d'ouverture|Ouverture|Permanences"
        "|Horaires d’accueil téléphonique",
        "publics": "Public|Publics accueillis|Public cible|Bénéficiaires|Pour qui ?|Type de public",
        "ages": "Âge|Tranche d’âge|Ages",
        "missions": "Missions|Actions|Domaines d’intervention|Thématiques|Type d’accompagnement|Activités",
        "zone_eligibilite": "Territoire|Zone d’intervention|Secteur géographique|Départements couverts"
        "|Périmètre",
        "departement": "Département|Dpt|Dép.|N° département|Dept",
        "frais": "Tarif|Coût|Gratuit ?|Frais",
        "adresse_confidentielle": "Adresse confidentielle|Confidentiel ?|Lieu confidentiel (O/N)",
        "personne": "Nom du contact|Référent|Responsable|Nom et prénom|Interlocuteur|Nom de la directrice"
        "|Prénom",
        "contact": "Coordonnées|Contact|Contacts",
        "siret": "SIRET|N° SIRET|Numéro Siret",
        "type": "Type|Type de structure|Statut juridique|Forme juridique",
        "categorie": "Catégorie|Categorie",
        "description": "Description|Présentation|Objet|Description de l’action",
        "conditions_acces": "Conditions d’accès|Modalités d'admission|Conditions",
        "modes_accueil": "Mode d’accueil|Modalités d’accueil|modes_accueil",
        "id": "ID|N°|Identifiant|Réf.",
        "capacite": "Nombre de places|Nb places|Capacité d’accueil|Places",
        "age_min": "Âge minimum|age_min",
        "latitude": "Latitude|lat",
        "langues": "Langues parlées|Langue|LANGUES|Interprètes",
        "accessibilite": "Accessibilité PMR|Accessibilité|PMR|Accès handicapés",
        "accessibilite_lieu": "Page Acceslibre|Lien Acceslibre",
        "genre_accueilli": "Filles/garçons|Filles - Garçons|Genre|Mixité|Mixte ?",
        "delai_attente": "Délai d’attente|Délais d'attente|Temps d’attente",
        "disponibilite_urgence": "Urgence|Accueil d’urgence|Urgence (O/N)",
        "lien_mobilisation": "Formulaire d’orientation|Fiche de prescription|Formulaire|lien_mobilisation",
        "nouvelles_situations": "Liste d’attente|Nouvelles situations",
        "porte_par": "Gestionnaire|Association gestionnaire|Structure porteuse|Porté par",
    }
    found = {title: meaning for meaning, titles in said.items() for title in titles.split("|")}
    assert meanings(found) == found


def test_what_is_no_title_means_nothing() -> None:
    for text in (
        "Commentaires",
        "Date de mise à jour",
        "Fax",
        "Vérifié le",
        "59000",
        "contact@a.fr",
        "SIREN",
        "Région",
        "Statut",
        "Secteur d’activité",
        "Numéro",
        "Nom du site",
        "Financeur",
        "Truc",
        "-",
    ):
        assert meanings([text]) == {text: None}, text
