"""Attendance lists and minutes in the form that Indonesian offices use: on paper, as PDF and as DOCX.

The files are in Indonesian whatever language the reader uses: they go to offices and
into binders. The page for printing follows the reader.
"""
