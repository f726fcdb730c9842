/**
 * The nouns of the HTTP API, as this page reads them. Types only; nothing here runs.
 *
 * @typedef {'id' | 'en'} Language
 * @typedef {'digest' | 'article' | 'page' | 'regulation' | 'masterplan' | 'report'} Kind
 * @typedef {'found' | 'partial' | 'not_found' | 'out_of_scope' | 'conflicting'} Status
 *
 * @typedef {object} Sentence
 * @property {string} text
 * @property {Language} language
 * @property {number[]} citations numbers of citations
 * @property {boolean} [verbatim]
 * @property {string | null} [as_of] the day that its figures hold for, where its words tell of none
 *
 * @typedef {object} Topic
 * @property {'region' | 'subdimension'} kind
 * @property {string} id the code of a region, or the id of a sub-dimension
 * @property {string} name
 * @property {number} passages that are on it
 *
 * @typedef {object} Reference a source that a digest is written from
 * @property {string} name
 * @property {string} url
 * @property {string | null} [date]
 *
 * @typedef {object} Citation
 * @property {number} number
 * @property {string} document_id
 * @property {string} version
 * @property {string} title
 * @property {string | null} url
 * @property {string | null} archived_url
 * @property {number | null} page physical, 1-based
 * @property {string | null} page_label the number printed on the page, where it differs
 * @property {string} heading
 * @property {string} quote
 * @property {number} start of the quote in the document's text, in code points
 * @property {number} end half-open
 * @property {string | null} published `2019`, `2019-08` or `2019-08-27`
 * @property {string | null} fetched_at
 * @property {Language} language
 * @property {Kind} kind
 * @property {boolean} is_digest
 * @property {string | null} note "Ringkasan redaksi atas …"
 * @property {Reference[]} references
 *
 * @typedef {object} Answer
 * @property {string} id
 * @property {Status} status
 * @property {string} question
 * @property {Language} language
 * @property {Sentence[]} sentences
 * @property {Citation[]} citations
 * @property {{code: string, text: string}[]} notes
 * @property {{title: string, document_id: string}[]} suggestions
 * @property {Topic[]} [topics] near the question, that the collection does hold
 * @property {string | null} [understood_as] the question in full, where it leaned on the one before
 * @property {string | null} [conversation_id]
 * @property {string | null} [model] the language model that worded it
 *
 * @typedef {'docx' | 'md' | 'csv' | 'json'} Format
 *
 * @typedef {object} Compared what a comparison asks for
 * @property {string[]} regions codes
 * @property {string | null} pillar id
 * @property {string | null} question
 * @property {Language} language
 *
 * @typedef {object} Column
 * @property {string} region code
 * @property {string} label
 * @property {Sentence[]} sentences none where there is no evidence
 * @property {number} searched passages that were read for it
 *
 * @typedef {object} Comparison
 * @property {string} title
 * @property {Language} language
 * @property {Column[]} columns
 * @property {Citation[]} citations
 *
 * @typedef {object} BinderRequest
 * @property {string} region code
 * @property {string | null} rubric year of the evaluation; null for the one that the service chooses
 * @property {Language} language
 *
 * @typedef {object} BinderCell the evidence on one dimension of one pillar
 * @property {string} dimension id
 * @property {string} label
 * @property {Sentence[]} sentences none where there is no evidence
 * @property {number} searched passages that were read for it
 *
 * @typedef {object} Chapter
 * @property {string} pillar id; `all` for what is on no pillar alone
 * @property {string} label
 * @property {BinderCell[]} cells
 *
 * @typedef {object} Binder
 * @property {string} title
 * @property {Language} language
 * @property {string} region code
 * @property {string} label of the region
 * @property {string} rubric year of the evaluation whose dimensions these are
 * @property {string[]} rubrics years that can be chosen
 * @property {string} dated ISO date of what the rubric rests on
 * @property {string} remark
 * @property {{text: string, certainty: string, name: string, url: string}[]} basis
 * @property {Chapter[]} chapters
 * @property {{pillar: string, dimension: string, text: string}[]} gaps
 * @property {Citation[]} citations
 *
 * @typedef {object} CoveredDocument
 * @property {string} document_id
 * @property {string} title
 * @property {Kind} [kind]
 * @property {string | null} [published]
 *
 * @typedef {object} CoverageCell
 * @property {number} documents
 * @property {string | null} newest ISO date
 * @property {Record<string, number>} years year -> documents; those without a date are in none
 * @property {CoveredDocument[]} best the newest few, masterplans first
 *
 * @typedef {object} CoverageGap
 * @property {string} code
 * @property {string} text
 * @property {CoveredDocument[]} [documents]
 *
 * @typedef {object} CoverageRow
 * @property {string} region code
 * @property {string} label
 * @property {number} documents
 * @property {Record<string, CoverageCell>} pillars those without a document are left out
 * @property {CoverageGap[]} gaps
 *
 * @typedef {object} Coverage
 * @property {string[]} pillars ids, in the official order
 * @property {CoverageRow[]} regions
 *
 * @typedef {object} Block
 * @property {number} start
 * @property {number} end
 * @property {'heading' | 'paragraph' | 'item' | 'row' | 'contents' | 'references'} kind
 * @property {number} level
 *
 * @typedef {object} Page
 * @property {number} number physical, 1-based
 * @property {number} start
 * @property {number} end
 * @property {string | null} label
 * @property {'native' | 'ocr_layer' | 'ocr' | 'ocr_low_confidence' | 'none'} method
 *
 * @typedef {object} SourceDocument
 * @property {string} id
 * @property {string} title
 * @property {string | null} url
 * @property {Kind} kind
 * @property {string | null} published
 * @property {string | null} fetched_at
 * @property {Language} language
 * @property {string[]} pillars
 * @property {string[]} regions
 * @property {string} source
 * @property {string} version
 * @property {string} text
 * @property {Block[]} blocks
 * @property {Page[]} pages
 * @property {Reference[]} references
 * @property {boolean} has_file
 *
 * @typedef {{pillars: string[], regions: string[]}} FilterValues ids of pillars, codes of regions
 *
 * @typedef {object} ProblemData
 * @property {'network' | 'broken' | 'http'} kind
 * @property {number} status the HTTP status; 0 where there was none
 * @property {string} detail what the service said
 *
 * @typedef {object} Turn one question or comparison with its answer, as far as it has come
 * @property {string} id
 * @property {string} question
 * @property {Language} language
 * @property {FilterValues} filters
 * @property {'searching' | 'writing' | 'checking' | 'answering' | 'done' | 'stopped' | 'failed'} state
 * @property {Sentence[]} sentences
 * @property {Citation[]} citations
 * @property {Answer | null} answer
 * @property {boolean} [asIs] to be asked as it is written, without the question before
 * @property {Compared} [compared] what is compared, where it is a comparison
 * @property {Comparison | null} [comparison]
 * @property {ProblemData | null} problem
 *
 * @typedef {object} Target what the source panel shows: a citation, or a whole document
 * @property {string} document_id
 * @property {string} title
 * @property {Citation | null} citation
 */

export {};
