from __future__ import annotations

from dataclasses import replace

from index.card import DocumentCard
from index.common import documents_sharing, signature, stacked
from index.fusion import COMMON_COSTS, Candidate, fuse
from index.named import Named
from index.splitter import split
from tests.documents import article

PLAN = (
    "Pemerintah daerah menyusun rencana induk kota cerdas bersama para pemangku kepentingan, "
    "mulai dari analisis kesiapan, penetapan visi, penyusunan program, sampai peta jalan lima "
    "tahun yang memuat indikator, penanggung jawab, dan sumber pembiayaan setiap kegiatan."
)


def test_text_with_a_name_replaced_is_shared_and_other_text_is_not() -> None:
    texts = [
        f"{PLAN} Demikian Kabupaten Sleman.",
        f"{PLAN} Demikian Kabupaten Bantul.",
        "Bank sampah di Kulon Progo melayani warga dengan aplikasi Sibaku setiap hari kerja.",
    ]
    signatures = stacked([signature(text) for text in texts])
    assert documents_sharing(signatures, [0, 1, 2]).tolist() == [2, 2, 1]


def test_every_name_of_a_place_may_be_replaced() -> None:
    text = "Kota {0} maju bersama. Wali Kota {0} mengajak warga {0} membangun {0} bersama."
    copies = [text.format(name) for name in ("Magelang", "Bukittinggi", "Banda Aceh")]
    signatures = stacked([signature(copy) for copy in copies])
    assert documents_sharing(signatures, [0, 1, 2]).tolist() == [3, 3, 3]


def test_one_document_that_repeats_itself_shares_with_nobody() -> None:
    signatures = stacked([signature(PLAN)] * 3)
    assert documents_sharing(signatures, [0, 0, 0]).tolist() == [1, 1, 1]


def test_common_text_falls_behind_particular_text_that_fits_nearly_as_well() -> None:
    passage = split(article(PLAN))[0]
    card = DocumentCard("d", "v", "s", "Judul", None, "page", "id", None, (), ())
    candidates = {
        "common": Candidate(replace(passage, id="common", shared=7), card),
        "own": Candidate(replace(passage, id="own"), card),
    }
    for lead, first in ((COMMON_COSTS / 2, "own"), (COMMON_COSTS * 2, "common")):
        near = {"common": 0.8 + lead, "own": 0.8}
        hits = fuse(candidates, Named.in_question("rencana"), near, {}, {}, {})
        assert hits[0].passage.id == first
