"""The parts of a DOCX: letterhead, facts, tables, signatures, and Markdown."""

from docx import Document  # heavy: this module is imported by the documents only, and they by their views when asked
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rembug.base.clock import long_date
from rembug.events import markdown as markdown_text
from rembug.events.documents.letterhead import Letterhead
from rembug.events.models import Event

CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def begin(head: Letterhead, title: str):
    """A4 with the letterhead, a double line, and the title in capitals."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    document.core_properties.title = title
    document.core_properties.author = head.organization
    _line(document, head.organization.upper(), bold=True, size=14)
    seat = _line(document, head.place, size=10)
    _double_line_below(seat)
    heading_line = _line(document, title.upper(), bold=True, size=13)
    heading_line.paragraph_format.space_before = Pt(12)
    heading_line.paragraph_format.space_after = Pt(8)
    return document


def facts(document, rows: list[tuple[str, str]]) -> None:
    """Names and values beside each other, with the colon that offices put between them."""
    table = document.add_table(rows=0, cols=3)
    table.autofit = False
    for name, value in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (name, ":", value), (3.6, 0.5, 13.3), strict=True):
            cell.text, cell.width = text, Cm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def table(document, columns: list[tuple[str, float]]):
    """An empty table with borders; its head comes again on each page. Widths in centimetres."""
    grid = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    grid.autofit = False
    for column, cell, (name, width) in zip(grid.columns, grid.rows[0].cells, columns, strict=True):
        column.width = cell.width = Cm(width)
        cell.text = name
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].alignment = CENTRE
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    return grid


def tall_rows(grid) -> None:
    """Rows high enough to sign, none of them broken over two pages."""
    for row in list(grid.rows)[1:]:
        row.height, row.height_rule = Cm(0.95), WD_ROW_HEIGHT_RULE.AT_LEAST
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def heading(document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def numbered(document, number: int, text: str) -> None:
    paragraph = document.add_paragraph(f"{number}.\t{text}")
    paragraph.paragraph_format.left_indent = Cm(0.9)
    paragraph.paragraph_format.first_line_indent = Cm(-0.9)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))


def small(document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.add_run(text).font.size = Pt(8.5)


def signatures(document, head: Letterhead, event: Event, signers: list[tuple[str, str]]) -> None:
    """Two people sign beside each other; town and date stand above the right one."""
    document.add_paragraph()
    grid = document.add_table(rows=1, cols=2)
    date = f"{head.town}, {long_date(event.local_start).split(', ', 1)[-1]}"
    for cell, above, (role, name) in zip(grid.rows[0].cells, ("", date), signers, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.keep_with_next = True
        for text in (above, role, "", "", ""):
            paragraph.add_run(text).add_break(WD_BREAK.LINE)
        run = paragraph.add_run(name or "." * 40)
        run.bold = run.underline = bool(name)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def markdown(document, text: str) -> None:
    """Paragraphs, headings, lists, tables, bold and italic of Markdown; the rest as plain text."""
    lists: list[str] = []
    cells: list[list] = []
    in_table = False
    paragraph = None
    for token in markdown_text.tokens(text):
        match token.type:
            case "bullet_list_open":
                lists.append("List Bullet")
            case "ordered_list_open":
                lists.append("List Number")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "heading_open":
                paragraph = document.add_paragraph()
                paragraph.paragraph_format.keep_with_next = True
            case "paragraph_open":
                paragraph = document.add_paragraph(style=lists[-1] if lists else None)
            case "inline" if in_table:
                cells[-1].append(token)
            case "inline":
                _runs(paragraph, token.children, bold=token.level == 1 and _is_heading(paragraph))
            case "table_open":
                cells, in_table = [], True
            case "tr_open":
                cells.append([])
            case "table_close":
                _markdown_table(document, cells)
                in_table = False
            case "code_block" | "fence":
                document.add_paragraph(token.content.rstrip("\n"))


def _is_heading(paragraph) -> bool:
    return bool(paragraph.paragraph_format.keep_with_next)


def _markdown_table(document, rows: list[list]) -> None:
    grid = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
    for number, row in enumerate(rows):
        for cell, token in zip(grid.add_row().cells, row, strict=False):
            _runs(cell.paragraphs[0], token.children, bold=number == 0)
    document.add_paragraph()


def _runs(paragraph, tokens, *, bold: bool = False) -> None:
    strong, emphasis = int(bold), 0
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "softbreak" | "hardbreak":
                paragraph.add_run().add_break(WD_BREAK.LINE)
            case "text" | "code_inline":
                run = paragraph.add_run(token.content)
                run.bold, run.italic = strong > 0, emphasis > 0


def _line(document, text: str, *, bold: bool = False, size: float = 11):
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return paragraph


def _double_line_below(paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "8"), ("space", "4"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
