import io

import openpyxl

from docgen.spreadsheets import saved


def test_a_workbook_is_saved_without_the_time_of_its_making_and_with_all_that_is_in_it():
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    content = saved(book)
    again = openpyxl.load_workbook(io.BytesIO(content))
    assert again.active["A1"].value == "甲"
    assert str(again.properties.modified) == "1980-01-01 00:00:00"
    assert saved(book) == content
