import type { Kysely, Transaction } from 'kysely'
import { fillActs, repackActs } from './acts.ts'
import { refileNames } from './batch.ts'
import { fillCopies } from './copies.ts'
import { fillSearch } from './fill-search.ts'
import type { JudgementKind } from './judgements.ts'
import { rewriteFile } from './leftovers.ts'
import type { Packed } from './pack.ts'
import { refileMentions } from './refile.ts'
import { fillStated } from './stated.ts'

/**
 * The tables, as Kysely sees them: TEXT, INTEGER and REAL, so that SQLite and PostgreSQL hold the same. Numbers
 * called `n` name rows inside one database; they depend on the order of ingest and never leave the record.
 */
export interface Tables {
  readonly migrations: { readonly id: string }
  /** The last `n` given to a row of each table: none is given twice. */
  readonly counters: { readonly name: string; readonly n: number }
  readonly reports: ReportTable
  /** The acts of a report in little room (`acts.ts`), which linking reads again and again. */
  readonly acts: { readonly report: number; readonly facts: string }
  readonly mentions: MentionTable
  /** Ids of events that are no more, and the mention each was made from: history, no part of what the record says. */
  readonly aliases: { readonly id: string; readonly mention: number }
  readonly components: ComponentTable
  /** Where a mention is filed for others to be compared with it, by the number of a blocking key. */
  readonly blocks: { readonly key: number; readonly mention: number }
  readonly events: EventTable
  readonly parties: { readonly event: number; readonly role: PartyRole; readonly form: number }
  readonly forms: FormTable
  readonly form_names: { readonly form: number; readonly name: string; readonly reports: number }
  /** `names`: by which names besides its own the report calls the form, parted by line breaks. */
  readonly form_reports: { readonly form: number; readonly report: number; readonly names: string }
  /** Where a form is filed for those to find it that it may be a misspelling of, or they of it. */
  readonly near_keys: { readonly key: number; readonly form: number }
  /** Pairs of forms of which one may be the other misspelt, each either way round. */
  readonly near_forms: { readonly a: number; readonly b: number }
  readonly misspelt: MisspeltTable
  readonly actors: ActorTable
  readonly offices: OfficeTable
  readonly quotations: QuotationTable
  /** Reports that were taken down and are not to be read again. */
  readonly forgotten: { readonly id: string; readonly reason: string; readonly time: string }
  /** What of a report's text tells copies of it, and the number that all printings of one text share: that of one of them. */
  readonly sketches: SketchTable
  /** Where a report is filed for others to be told copies of it. */
  readonly copy_keys: { readonly key: number; readonly report: number }
  /** Who published a text, where readings of it differ in that; `report` is its id. */
  readonly publishers: PublisherTable
  readonly watches: { readonly name: string; readonly filters: string; readonly seen: number }
  /** What analysts said, every judgement ever made: none is changed or deleted. */
  readonly judgements: JudgementTable
  readonly anchors: AnchorTable
  /** The mentions of acts that analysts added, by their judgement. */
  readonly added: { readonly mention: number; readonly judgement: string }
  /** Which judgements shape which event. */
  readonly judged: { readonly event: number; readonly judgement: string }
  /** Events that are struck out; they have no row in `events`. */
  readonly struck: { readonly n: number; readonly id: string }
  /** The parts of the full-text index (`search.ts`); `stale` is 1 where one may still hold words of what was taken out. */
  readonly word_parts: { readonly part: number; readonly stale: number }
  /** Of one connection, while it shows the record as it stood on a day (`as-of.ts`). */
  readonly gone: { readonly n: number }
  readonly then_mentions: MentionTable
  readonly then_events: EventTable
  readonly then_parties: { readonly event: number; readonly role: PartyRole; readonly form: number }
  readonly then_forms: Omit<FormTable, 'reports'>
  readonly then_actors: ActorTable
  readonly then_judged: { readonly event: number; readonly judgement: string }
  readonly then_struck: { readonly n: number; readonly id: string }
  readonly then_sketches: SketchTable
}

export interface JudgementTable {
  readonly id: string
  readonly n: number
  readonly kind: JudgementKind
  readonly author: string
  readonly time: string
  readonly reason: string
  /** JSON: what is judged, besides the acts it is about. */
  readonly body: string
}

export interface SketchTable {
  readonly report: number
  /** Of publication, counted from 1970; null where unknown. */
  readonly day: number | null
  readonly sketch: string
  readonly story: number
}

/** Empty texts stand for what is not known. */
export interface PublisherTable {
  readonly report: string
  readonly publisher: string
  readonly published: string
}

/** An act that a judgement is about, as it was then, and the mention that it is now. */
export interface AnchorTable {
  readonly judgement: string
  /** 1 for the other side of `same` and `apart`. */
  readonly side: number
  readonly idx: number
  readonly report: string
  readonly act: string
  readonly type: string
  readonly trigger_start: number
  readonly trigger_end: number
  readonly start: number
  readonly end: number
  /** Null where the act is told no more. */
  readonly mention: number | null
  /** The id of the act that the mention is now. */
  readonly told: string | null
}

/** 0 for actors, 1 for recipients. */
export type PartyRole = 0 | 1

export interface ReportTable {
  readonly n: number
  readonly id: string
  readonly origin: string
  readonly title: string | null
  readonly publisher: string | null
  readonly url: string | null
  /** ISO date; '' where unknown, so that it sorts. */
  readonly published: string
  readonly published_from: string | null
  readonly language: string
  readonly version: string
  /** Hash of the coded report: tells a report read again from another coding of it. */
  readonly digest: string
  readonly n_events: number
  readonly n_quotations: number
  readonly n_counts: number
  /** The number that the report had when it was first recorded: another coding of it arrives with it. */
  readonly arrived: number
  /** JSON. */
  readonly problems: string
  /** The coded report whole, packed (`pack.ts`): the one thing that is no text or number. */
  readonly coded: Packed
}

/** One coded act of one report; `n` tells the report and the place in its list of events (`numbers.ts`). */
export interface MentionTable {
  readonly n: number
  /** The content words that linking compares, which only the text tells; `*` before those of several acts told as one. */
  readonly words: string
  /** The same number for all mentions that candidate joins connect. */
  readonly component: number
  /** Components past linking's bound are clustered by parts: the number of the part's key. */
  readonly part: number
  /** The event of the record that the mention tells. */
  readonly event: number
}

/** The mentions that candidate joins connect: how many, and between which days their reports were published. */
export interface ComponentTable {
  readonly n: number
  readonly size: number
  readonly first: string
  /** '9999' where a report bears no date. */
  readonly last: string
  /** The first day as of which its mentions may be other events than now, or found by something else; '' where that is not known. */
  readonly stirred: string
  /** The day from which on the mentions of any day are the events that they are now, found by the same; '' where that is ever since the first. */
  readonly settled: string
  /** 1 where the mentions of every day are the events that they are now, whatever these are found by. */
  readonly steady: number
}

/** What an event is found by; its row is assembled from its mentions when it is read. */
export interface EventTable {
  readonly n: number
  readonly id: string
  /** The first day of the act, else of publication; '' where neither is known. */
  readonly day: string
  readonly last_day: string
  readonly type: string
  readonly status: string
  /** The place's name and country, folded. */
  readonly place: string
  readonly mode: string
  /** The kind of weapon, '' for none. */
  readonly weapon: string
  /** 1 to 4: words and deeds with, words and deeds against. */
  readonly quad: number
  readonly intensity: number
  /** 1 where a report tells it as planned or called for, whatever others tell. */
  readonly foreseen: number
  /** When the first report of it was published; '' where it bears no date. */
  readonly published: string
  /** 1 where texts tell several acts as one, whatever their number: "the launches since September". */
  readonly several: number
  /** The date as texts state it (TIMEX3 value); '' where they do not date the act. */
  readonly stated: string
}

export interface FormTable {
  readonly n: number
  /** Kind, country and name: equal for equal facts in every database. */
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly country: string | null
  /** The words of the name, folded, between blanks. */
  readonly words: string
  readonly key: string
  /** Null for forms that name nobody in particular. */
  readonly actor: string | null
  /** As `actor`, before misspellings are joined. */
  readonly base: string | null
  /** '' where reports name no calling. */
  readonly calling: string
  /** How many reports use it; a form of none is deleted. */
  readonly reports: number
}

/** An actor as forms of equal names make it, that is another actor misspelt, and what shows it. */
export interface MisspeltTable {
  readonly base: string
  readonly into: string
  readonly because: string
}

export interface ActorTable {
  readonly id: string
  readonly kind: string
  readonly name: string
  /** Folded, for order and search. */
  readonly sort_name: string
  readonly country: string | null
}

export interface OfficeTable {
  readonly report: number
  /** Place in the report's list of offices. */
  readonly idx: number
  readonly form: number
  readonly title: string
  readonly title_key: string
  readonly country: string
  readonly organization: string
  readonly former: number
  readonly start: number
  readonly end: number
}

/** `n` tells the report and the place in its list of quotations. */
export interface QuotationTable {
  readonly n: number
  readonly id: string
  readonly day: string
  readonly speaker: number | null
  readonly addressee: number | null
}

/** A change of the tables. */
interface Migration {
  readonly id: string
  readonly statements: readonly string[]
  /** Fills in what is new from what is there. */
  readonly fill?: (tx: Transaction<Tables>) => Promise<void>
  /** What can be part of no transaction and changes nothing where it is done again; a new file has no need of it. */
  readonly last?: (db: Kysely<Tables>) => Promise<void>
}

/**
 * Every migration in order; one that has been released is never edited. `{keyed}` marks tables that are read by their
 * primary key alone (`WITHOUT ROWID` in SQLite, nothing in PostgreSQL).
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    id: '0001-rows',
    statements: [
      'create table counters (name text primary key, n integer not null)',
      `create table reports (n integer primary key, id text not null unique, origin text not null, title text,
        publisher text, url text, published text not null, published_from text, language text not null,
        version text not null, digest text not null, n_events integer not null, n_quotations integer not null,
        n_counts integer not null, problems text not null, coded text not null)`,
      'create index reports_by_day on reports (published, id)',
      'create index reports_with_counts on reports (published, id) where n_counts > 0',
      `create table mentions (n integer primary key, words text not null, component integer not null,
        part integer not null, event integer not null)`,
      'create index mentions_by_component on mentions (component, part)',
      'create index mentions_by_event on mentions (event)',
      'create table aliases (id text primary key, mention integer not null) {keyed}',
      'create table components (n integer primary key, size integer not null, first text not null, last text not null)',
      'create index components_by_last on components (last)',
      'create table blocks (key integer not null, mention integer not null, primary key (key, mention)) {keyed}',
      `create table events (n integer primary key, id text not null unique, day text not null, last_day text not null,
        type text not null, status text not null, place text not null, mode text not null, weapon text not null, quad integer not null,
        intensity real not null, foreseen integer not null, published text not null)`,
      'create index events_by_day on events (day, id)',
      'create index events_foreseen on events (day, id) where foreseen = 1',
      `create table parties (event integer not null, role integer not null, form integer not null,
        primary key (event, role, form)) {keyed}`,
      'create index parties_by_form on parties (form, role)',
      `create table forms (n integer primary key, id text not null unique, kind text not null, name text not null,
        country text, words text not null, key text not null, actor text, reports integer not null)`,
      'create index forms_by_key on forms (key)',
      'create index forms_by_actor on forms (actor)',
      `create table form_names (form integer not null, name text not null, reports integer not null,
        primary key (form, name)) {keyed}`,
      `create table form_reports (form integer not null, report integer not null, names text not null,
        primary key (form, report)) {keyed}`,
      `create table actors (id text primary key, kind text not null, name text not null, sort_name text not null,
        country text)`,
      'create index actors_by_name on actors (sort_name, id)',
      `create table offices (report integer not null, idx integer not null, form integer not null, title text not null,
        title_key text not null, country text not null, organization text not null, former integer not null,
        start integer not null, "end" integer not null, primary key (report, idx)) {keyed}`,
      'create index offices_by_form on offices (form)',
      `create table quotations (n integer primary key, id text not null, day text not null, speaker integer,
        addressee integer)`,
      'create index quotations_by_day on quotations (day, id)',
      'create index quotations_by_speaker on quotations (speaker)',
    ],
  },
  {
    id: '0002-forgotten',
    statements: ['create table forgotten (id text primary key, reason text not null, time text not null) {keyed}'],
  },
  {
    id: '0003-watches',
    statements: [
      'alter table reports add column arrived integer not null default 0',
      'create index reports_by_arrival on reports (arrived)',
      'create table watches (name text primary key, filters text not null, seen integer not null) {keyed}',
    ],
  },
  {
    id: '0004-stated',
    statements: [`alter table events add column stated text not null default ''`],
    fill: fillStated,
  },
  { id: '0005-keys-by-week', statements: [], fill: refileMentions },
  {
    id: '0006-several',
    statements: [
      'alter table events add column several integer not null default 0',
      `update events set several = 1
        where not exists (select 1 from mentions where event = events.n and words not like '*%')`,
      'create index events_several on events (day, id) where several = 1',
    ],
  },
  { id: '0007-holders', statements: ['create index offices_by_title on offices (title_key, country)'] },
  {
    id: '0008-judgements',
    statements: [
      `create table judgements (id text primary key, n integer not null, kind text not null, author text not null,
        time text not null, reason text not null, body text not null)`,
      'create index judgements_by_time on judgements (time, id)',
      `create table anchors (judgement text not null, side integer not null, idx integer not null, report text not null,
        act text not null, type text not null, trigger_start integer not null, trigger_end integer not null,
        start integer not null, "end" integer not null, mention integer, told text,
        primary key (judgement, side, idx)) {keyed}`,
      'create index anchors_by_report on anchors (report)',
      'create index anchors_by_mention on anchors (mention)',
      'create index forms_judged on form_reports (report) where report < 0',
      'create table added (mention integer primary key, judgement text not null)',
      'create table judged (event integer not null, judgement text not null, primary key (event, judgement)) {keyed}',
      'create table struck (n integer primary key, id text not null)',
      'create index struck_by_id on struck (id)',
    ],
  },
  {
    id: '0009-offices-by-title',
    statements: [
      'drop index offices_by_form',
      'create index offices_by_form on offices (form, title_key, country, organization, former)',
    ],
  },
  {
    id: '0010-lasting',
    statements: ['create index events_lasting on events (last_day, day) where last_day > day'],
  },
  {
    id: '0011-copies',
    statements: [
      'create table sketches (report integer primary key, day integer, sketch text not null, story integer not null)',
      'create index sketches_by_story on sketches (story) where story <> report',
      'create table copy_keys (key integer not null, report integer not null, primary key (key, report)) {keyed}',
      `create table publishers (report text not null, publisher text not null, published text not null,
        primary key (report, publisher, published)) {keyed}`,
    ],
    fill: fillCopies,
  },
  {
    id: '0012-misspelt',
    statements: [
      'alter table forms add column base text',
      'update forms set base = actor',
      'create index forms_by_base on forms (base)',
      'create table near_keys (key integer not null, form integer not null, primary key (key, form)) {keyed}',
      'create table near_forms (a integer not null, b integer not null, primary key (a, b)) {keyed}',
      `create table misspelt (base text primary key, "into" text not null, because text not null) {keyed}`,
    ],
  },
  {
    id: '0013-callings',
    statements: [
      `alter table forms add column calling text not null default ''`,
      `create index forms_with_callings on forms (key) where calling <> ''`,
    ],
    fill: refileNames,
  },
  {
    id: '0014-acts',
    statements: [
      'alter table components add column steady integer not null default 0',
      'drop index components_by_last',
      // Those are sought that a day lies within, to be linked as they were then.
      'create index components_lasting on components (last, first) where last > first and steady < 2',
    ],
    fill: fillActs,
  },
  { id: '0015-names', statements: ['create index form_names_by_name on form_names (lower(name))'] },
  {
    id: '0016-types-by-day',
    statements: ['drop index events_by_day', 'create index events_by_day on events (day, id, type, published)'],
    fill: repackActs,
  },
  // Reports are packed otherwise from here on, which older versions cannot read; what these packed stays as it is.
  { id: '0017-flat', statements: [] },
  {
    id: '0018-settled',
    statements: [
      `alter table components add column settled text not null default ''`,
      'drop index components_lasting',
      'update components set settled = last where last > first and steady < 2',
      'update components set steady = 1 where steady = 2',
      // Those are sought that a day lies within before they are settled, to be linked as they were then.
      'create index components_settling on components (settled, first) where settled > first',
    ],
  },
  { id: '0019-word-parts', statements: [], fill: fillSearch },
  { id: '0020-rewritten', statements: [], last: rewriteFile },
  {
    id: '0021-stirred',
    statements: [`alter table components add column stirred text not null default ''`],
    fill: repackActs,
  },
]
