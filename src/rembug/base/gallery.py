"""All parts of a page in all their states, for developers. Only with REMBUG_DEBUG=1."""

import re
from datetime import UTC, datetime
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.shortcuts import render

from rembug.base.forms import CodeInput, DateInput, FileDrop, PhoneInput, TimeInput
from rembug.base.pagination import paginate

LONG = "Pertanggungjawaban penyelenggaraan pemerintahan desa se-Kabupaten Kepulauan Siau Tagulandang Biaro"


class Gallery(forms.Form):
    name = forms.CharField(label="Nama lengkap", help_text="Seperti di KTP.")
    phone = forms.CharField(label="Nomor HP", widget=PhoneInput)
    code = forms.CharField(label="Kode", required=False, widget=CodeInput)
    day = forms.DateField(label="Tanggal", widget=DateInput)
    time = forms.TimeField(label="Jam mulai", widget=TimeInput, required=False)
    area = forms.ChoiceField(label="Desa", choices=[("", "Pilih desa"), ("1", "Kalikidang"), ("2", "Klahang")])
    kind = forms.ChoiceField(
        label="Jenis pertemuan",
        widget=forms.RadioSelect,
        choices=[("routine", "Rutin"), ("incidental", "Insidental"), ("long", LONG)],
    )
    topics = forms.MultipleChoiceField(
        label="Pokok bahasan",
        widget=forms.CheckboxSelectMultiple,
        choices=[("budget", "APB Desa"), ("assets", "Aset desa")],
        required=False,
    )
    notes = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    letter = forms.FileField(label="Surat undangan", widget=FileDrop, required=False)
    agree = forms.BooleanField(label="Saya sudah membaca dan setuju", help_text="Dapat dicabut kapan saja.")
    locked = forms.CharField(label="Tidak dapat diubah", disabled=True, initial="33.02.19.2001", required=False)

    def clean(self):
        if self.is_bound:
            raise forms.ValidationError("Pertemuan pada hari itu sudah ada.")


def components(request):
    for level, words in [
        (messages.INFO, "Daftar ini diperbarui tiap malam."),
        (messages.SUCCESS, "Undangan tersimpan."),
        (messages.WARNING, "Tiga desa belum menjawab."),
        (messages.ERROR, "Berkas tidak dapat dibaca: baris 12 tanpa tanggal."),
    ]:
        messages.add_message(request, level, words)
    context = {
        "long": LONG,
        "empty_form": Gallery(prefix="new"),
        "wrong_form": Gallery({"wrong-name": "Ani (contoh)"}, prefix="wrong"),
        "page": paginate(request, range(1, 2001)),
        "tabs": [
            {"label": "Akan datang", "url": "?", "current": True, "count": 4},
            {"label": "Sudah lewat", "url": "?", "count": 18},
            {"label": "Menunggu pengesahan", "url": "?"},
        ],
        "rows": [("Kalikidang", 18), ("Klahang", 12), ("Sokaraja Kulon", 0), (LONG, 7)],
        "people": ["Ani (contoh)", "Budi Santoso (contoh)", "Citra Dewi Rahmawati Kusumaningrum (contoh)"],
        "instant": datetime(2026, 8, 3, 2, 0, tzinfo=UTC),
        "zones": ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"],
        "icons": re.findall('symbol id="([a-z]+)"', Path(finders.find("base/icons.svg")).read_text()),
    }
    return render(request, "base/gallery.html", context)
