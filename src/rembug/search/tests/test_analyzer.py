import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembug.search.analyzer import LONGEST, highlight, query_terms, terms


def marked(text, query):
    return [text[start:end] for start, end in highlight(text, query)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yg utk dgn sdh blm krn", "yang untuk dengan sudah belum karena"),
        ("tdk gak ga nggak ndak", "tidak tidak tidak tidak tidak"),
        ("bgmn gmn brp kpn klo kalo", "bagaimana bagaimana berapa kapan kalau kalau"),
        ("tgl thn th ket lap", "tanggal tahun tahun keterangan laporan"),
        ("kec kab prov ds", "kecamatan kabupaten provinsi desa"),
        ("kades sekdes kaur kasi kadus", "kepala desa sekretaris desa kepala urusan kepala seksi kepala dusun"),
        ("APBDes APBDesa", "APB Desa APB Desa"),
        ("RPJMDes RKPDes musrenbangdes", "RPJM Desa RKP Desa musrenbang desa"),
        ("Perdes Perkades Pemdes BUMDes", "peraturan desa peraturan kepala desa pemerintah desa BUM Desa"),
        ("siltap siltp", "penghasilan tetap penghasilan tetap"),
        ("LPJ SPJ", "laporan pertanggungjawaban surat pertanggungjawaban"),
        ("ADD DD BLT", "alokasi dana desa dana desa bantuan langsung tunai"),
        ("rapat2 rapat-rapat rapat2nya", "rapat rapat rapat"),
        ("siaaap maaaf okeee", "siap maaf oke"),
        ("SPJnya sekdesnya", "SPJ sekdes"),
        ("perundang-undangan undang2", "undang undang"),
        ("Jum'at Jum’at", "jumat jumat"),
        ("Rp2.022.200 1.500.000", "2022200 1500000"),
        ("𝗣𝗘𝗡𝗚𝗨𝗠𝗨𝗠𝗔𝗡", "pengumuman"),
        ("online password website", "daring sandi laman"),
        ("*rapat* _besok_ ~batal~", "rapat besok batal"),
    ],
)
def test_what_people_type_is_what_they_mean(typed, meant):
    assert terms(typed) == terms(meant)


@pytest.mark.parametrize(
    ("forms", "term"),
    [
        ("perangkat perangkatnya perangkat-perangkat keperangkatan", "perangkat"),
        ("angkat mengangkat pengangkatan diangkat", "angkat"),
        ("berita beritanya pemberitaan", "berita"),
        ("kepala kepalanya mengepalai", "kepala"),
        ("tetap penetapan menetapkan ditetapkan ketetapan", "tetap"),
        ("rencana perencanaan merencanakan direncanakan terencana", "rencana"),
        ("musyawarah permusyawaratan bermusyawarah", "musyawarah"),
        ("pertanggungjawaban dipertanggungjawabkan", "tanggungjawab"),
        ("penatausahaan menatausahakan", "tatausaha"),
        ("penduduk kependudukan penduduknya", "penduduk"),
        ("duduk menduduki", "duduk"),
        ("pemerintah pemerintahan pemerintahannya", "pemerintah"),
        ("perintah memerintahkan", "perintah"),
        ("kelola pengelolaan mengelola dikelola pengelola", "kelola"),
        ("terima menerima penerima penerimaan diterima", "terima"),
        ("nilai penilaian menilai dinilai penilai", "nilai"),
        ("undangan mengundang diundang", "undangan"),
        ("pengundangan diundangkan mengundangkan", "undang"),
        ("keluar pengeluaran mengeluarkan dikeluarkan", "keluar"),
        ("tulis menulis penulis tertulis nulis", "tulis"),
        ("urus mengurus pengurus kepengurusan ngurus", "urus"),
        ("mutakhir pemutakhiran memutakhirkan", "mutakhir"),
        ("teliti meneliti penelitian peneliti", "teliti"),
        ("berangkat keberangkatan diberangkatkan", "berangkat"),
    ],
)
def test_forms_of_a_word_share_a_term(forms, term):
    assert {found for form in forms.split() for found in terms(form)} == {term}


def test_a_question_is_asked_without_its_stop_words_unless_it_has_no_others():
    assert query_terms("Bagaimana cara menyusun laporan APBDes ya, Pak?") == ["susun", "lapor", "apb", "desa"]
    assert query_terms("apa itu?") == ["apa", "itu"]
    assert query_terms("terima kasih, siapa penerima BLT?") == ["terima", "bantu", "langsung", "tunai"]
    assert query_terms("!?") == []


def test_highlight_marks_the_words_as_they_stand():
    assert marked("Laporan APBDes sdh dilaporkan 🙏", "lapor apb desa") == ["Laporan", "APBDes", "dilaporkan"]
    assert marked("🙏🙏 siltp blm cair", "penghasilan tetap") == ["siltp"]
    assert marked("Rapat batal.", "musyawarah") == []
    assert highlight("e\u0301bah rapat", "rapat") == [(6, 11)]


def test_highlight_marks_what_stood_in_for_a_misspelt_word():
    text = "laporan bendahara"
    assert highlight(text, "bendahra", also=["bendahara"]) == [(8, 17)]


@given(st.text())
def test_any_text_has_clean_terms(text):
    found = terms(text)
    assert all(term == unicodedata.normalize("NFC", term) and 0 < len(term) <= LONGEST for term in found)
    assert all(letter.isalnum() or unicodedata.combining(letter) for term in found for letter in term)
    assert set(query_terms(text)) <= set(found)


@given(st.text(), st.text())
def test_terms_of_lines_are_those_of_each(first, second):
    assert terms(f"{first}\n{second}") == terms(first) + terms(second)


@given(st.text(), st.text())
def test_highlights_lie_in_the_text_in_order_and_answer_the_query(text, query):
    spans = highlight(text, query)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    wanted = set(query_terms(query))
    assert all(wanted & set(terms(text[start:end])) for start, end in spans)
