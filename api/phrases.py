"""What the service says in its own words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from api.answer import Sentence, Topic
from api.writtendate import written_date
from corpus.document import Language

PHRASES: dict[str, dict[Language, str]] = {
    "digest": {
        "id": "Ringkasan redaksi Enam Pilar atas sumber yang tertaut: {names}.",
        "en": "Editorial digest by Enam Pilar of the linked source: {names}.",
    },
    "ocr_layer": {
        "id": "Teks halaman ini berasal dari lapisan OCR pemindai; cocokkan dengan gambarnya.",
        "en": "The text of this page comes from a scanner's OCR layer; check it against the "
        "picture.",
    },
    "ocr": {
        "id": "Halaman ini hasil pindai dan teksnya dibaca mesin (OCR); cocokkan dengan gambarnya.",
        "en": "This page is a scan whose text was read by machine (OCR); check it against the "
        "picture.",
    },
    "ocr_low_confidence": {
        "id": "Halaman ini hasil pindai yang kurang jelas; teks dan angkanya mungkin salah baca. "
        "Kutiplah dari gambarnya.",
        "en": "This page is an unclear scan; its words and figures may be misread. Quote from the "
        "picture.",
    },
    "understood": {
        "id": "Pertanyaan dipahami sebagai: {question}",
        "en": "The question was understood as: {question}",
    },
    "accessed": {"id": "Diakses {day}", "en": "Accessed {day}"},
    "archived": {"id": "Salinan arsip:", "en": "Archived copy:"},
    "compiled": {
        "id": "Disusun dengan Enam Pilar pada {day}. Setiap kalimat bernomor didasarkan pada "
        "sumber dengan nomor yang sama.",
        "en": "Compiled with Enam Pilar on {day}. Each numbered sentence is based on the source "
        "with the same number.",
    },
    "asked_as": {
        "id": "Pertanyaan yang ditulis: {question}",
        "en": "The question as it was written: {question}",
    },
    "status_partial": {
        "id": "Koleksi ini hanya memuat sebagian dari yang ditanyakan.",
        "en": "This collection holds only part of what was asked.",
    },
    "status_not_found": {
        "id": "Koleksi ini tidak memuat jawaban atas pertanyaan tersebut.",
        "en": "This collection does not hold an answer to that question.",
    },
    "status_out_of_scope": {
        "id": "Pertanyaan ini di luar cakupan koleksi, yang hanya memuat kebijakan dan program "
        "kota cerdas di Indonesia.",
        "en": "This question lies outside the collection, which holds only smart-city policy and "
        "programmes in Indonesia.",
    },
    "status_conflicting": {
        "id": "Keterangan antarsumber berbeda; setiap keterangan ditampilkan dengan sumbernya.",
        "en": "The sources disagree; each statement is shown with its source.",
    },
    "topics": {
        "id": "Topik terdekat dalam koleksi ini: {names}.",
        "en": "Nearest topics in this collection: {names}.",
    },
    "passages": {"id": "{name} ({count} bagian teks)", "en": "{name} ({count} passages)"},
    "as_of": {"id": "(per {day})", "en": "(as of {day})"},
    "nearest": {"id": "Dokumen terdekat: {names}.", "en": "Nearest documents: {names}."},
    "page": {"id": "hlm. {number}", "en": "p. {number}"},
    "sources": {"id": "Sumber", "en": "Sources"},
    "compared": {"id": "{about}: {names}", "en": "{about}: {names}"},
    "binder": {
        "id": "Bahan evaluasi smart city {region} menurut dimensi evaluasi {year}",
        "en": "Evidence for the smart city evaluation of {region}, by the dimensions of {year}",
    },
    "binder_wording": {
        "id": "Bahan ini mengumpulkan bukti dan tidak memberi nilai. Pemilahan menurut dimensi "
        "memakai rumusan kerja Enam Pilar; indikator resminya ada dalam pedoman kementerian.",
        "en": "This binder gathers evidence and gives no scores. It is sorted by Enam Pilar's own "
        "working definitions of the dimensions; the official indicators are in the ministry's "
        "manual.",
    },
    "across_pillars": {"id": "Lintas pilar", "en": "Across pillars"},
    "certainty_v": {"id": "tercantum dalam sumbernya", "en": "stated in the cited source"},
    "certainty_p": {"id": "didukung sebagian", "en": "supported in part"},
    "no_evidence": {
        "id": "Tidak ditemukan bukti dalam koleksi ini.",
        "en": "No evidence was found in this collection.",
    },
    "no_masterplan": {
        "id": "Dokumen rencana induk (masterplan) belum ditemukan.",
        "en": "No masterplan document has been found yet.",
    },
    "no_documents": {
        "id": "Belum ada dokumen tentang daerah ini.",
        "en": "There is no document on this region yet.",
    },
    "poor_scan": {
        "id": "Sebanyak {count} dokumen hasil pindai tidak terbaca atau kurang jelas.",
        "en": "{count} scanned document(s) could not be read, or not well.",
    },
    "source_gone": {
        "id": "Sebanyak {count} dokumen sudah tidak ada di laman sumbernya.",
        "en": "{count} document(s) are no longer at their source.",
    },
    "source_failing": {
        "id": "Sumber {name} tidak berhasil dibaca pada pengambilan data terakhir; terakhir "
        "terbaca: {day}.",
        "en": "The last crawl of the source {name} failed; last read: {day}.",
    },
    "source_stale": {
        "id": "Sumber {name} sudah lama tidak terbaca; terakhir: {day}.",
        "en": "The source {name} has not been read for a long time; last read: {day}.",
    },
    "source_never": {
        "id": "Sumber {name} belum pernah dibaca.",
        "en": "The source {name} has never been read.",
    },
    "coverage": {
        "id": "Cakupan: dokumen menurut tahun",
        "en": "Coverage: documents by year",
    },
    "column_region": {"id": "daerah", "en": "region"},
    "column_documents": {"id": "dokumen", "en": "documents"},
    "column_gaps": {"id": "kekurangan", "en": "gaps"},
    "unread_scans": {
        "id": "Sebanyak {count} dokumen hasil pindai tidak terbaca; lihat --json.",
        "en": "{count} scanned document(s) could not be read; see --json.",
    },
    "no_day": {"id": "belum pernah", "en": "never"},
    "no_pillar_evidence": {
        "id": "Belum ada dokumen tentang: {names}.",
        "en": "There is no document yet on: {names}.",
    },
    "not_found": {
        "id": "Koleksi ini tidak memuat jawaban atas pertanyaan tersebut.",
        "en": "This collection does not hold an answer to that question.",
    },
    "out_of_scope": {
        "id": "Pertanyaan ini di luar cakupan koleksi, yang hanya memuat kebijakan dan program "
        "kota cerdas di Indonesia.",
        "en": "This question lies outside the collection, which holds only smart-city policy and "
        "programmes in Indonesia.",
    },
    "partial": {
        "id": "Jawaban ini belum lengkap. Tidak ditemukan bukti tentang: {names}.",
        "en": "This answer is incomplete. No evidence was found on: {names}.",
    },
    "conflicting": {
        "id": "Sumber-sumbernya memberi keterangan yang berbeda. Periksa sumber dan tanggal "
        "masing-masing sebelum mengutip.",
        "en": "The sources disagree. Check the source and the date of each before quoting.",
    },
    "latest": {
        "id": "Keterangan terbaru dalam koleksi ini tentang hal itu: {time}.",
        "en": "The newest statement on this in the collection is from {time}.",
    },
    "kind_money": {"id": "nilai nominalnya", "en": "the sum of money"},
    "kind_day": {"id": "harinya", "en": "the day of the week"},
    "kind_date": {"id": "waktunya", "en": "the date"},
    "kind_place": {"id": "tempatnya", "en": "the place"},
    "kind_count": {"id": "jumlahnya", "en": "the number"},
    "kind_person": {"id": "orang atau lembaganya", "en": "the person or body"},
    "kind_reason": {"id": "alasannya", "en": "the reason"},
    "missing": {
        "id": "Tidak ditemukan bukti tentang: {names}.",
        "en": "No evidence was found on: {names}.",
    },
    "sentences_removed": {
        "id": "Sebanyak {count} kalimat tulisan model dihapus karena tidak didukung sumbernya.",
        "en": "{count} sentence(s) that the model wrote were removed: their sources do not "
        "support them.",
    },
    "model_failed": {
        "id": "Jawaban model bahasa terputus sebelum selesai, sehingga dilengkapi dengan kutipan "
        "langsung dari sumber.",
        "en": "The language model broke off before it had finished; the answer was completed with "
        "quotes from the sources.",
    },
    "model_unsupported": {
        "id": "Tulisan model bahasa tidak didukung sumber; jawaban ini dikutip langsung dari "
        "sumber.",
        "en": "The sources did not support what the language model wrote; this answer is quoted "
        "from them.",
    },
    "unsure": {
        "id": "Kalimat di atas paling mendekati pertanyaan Anda, tetapi belum tentu menjawabnya. "
        "Periksa dahulu sumbernya.",
        "en": "These sentences come nearest to the question but may not answer it. Check the "
        "source first.",
    },
    "other_language": {
        "id": "Sebagian kalimat dikutip dari dokumen berbahasa Inggris.",
        "en": "Some sentences are quoted from documents in Indonesian.",
    },
}


def phrase(code: str, language: Language, **values: str) -> str:
    """Return a phrase in a language with its blanks filled in."""
    return PHRASES[code][language].format(**values)


def dated(sentence: Sentence, language: Language) -> str:
    """Return a sentence with the day that its figures hold for, where its words tell of none."""
    day = written_date(sentence.as_of, language) if sentence.as_of else ""
    told = phrase("as_of", language, day=day) if day else ""
    return f"{sentence.text} {told}".rstrip()


def phrase_of_topics(topics: Iterable[Topic], language: Language) -> str:
    """Return the topics of an answer in one line, each with how much there is on it."""
    counted = (
        phrase("passages", language, name=topic.name, count=str(topic.passages)) for topic in topics
    )
    return phrase("topics", language, names="; ".join(counted))
