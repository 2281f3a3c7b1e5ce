/**
 * Every word of the page in English, a section a view. Another language is another file of this shape (`Catalogue`) and
 * a line in `index.ts`. What varies with a number or a name is a function of it.
 */
const number = new Intl.NumberFormat('en-GB')
const counting =
  (one: string, many = `${one}s`) =>
  (n: number) =>
    `${number.format(n)} ${n === 1 ? one : many}`

/** How many of each there are. */
const counted = {
  event: counting('event'),
  report: counting('report'),
  quotation: counting('quotation'),
  actor: counting('actor'),
  day: counting('day'),
  difference: counting('difference'),
  place: counting('place'),
  statement: counting('statement'),
}

export const en = {
  /** BCP 47: what numbers and dates follow where the reader's browser prefers no kind of this language. */
  locale: 'en-GB',
  counted,

  /** Names of the views, as the masthead and the help show them. */
  views: {
    record: 'Record',
    actors: 'Actors',
    reports: 'Reports',
    event: 'Event',
    report: 'Report',
    actor: 'Actor',
  },

  frame: {
    product: 'Readout',
    title: (view: string) => `${view} · Readout`,
    views: 'Views',
    skip: 'Skip to the content',
    search: (what: string) => `Search the ${what}`,
    keysHelp: 'all keys',
    loading: 'Loading',
    said: (error: string) => `The server says: ${error}.`,
    nothingHere: 'Nothing here',
    noSuchPage: 'There is no such page',
    toRecord: 'Go to the record',
    held: (c: { reports: number; events: number; quotations: number; actors: number }) =>
      [
        counted.report(c.reports),
        counted.event(c.events),
        counted.quotation(c.quotations),
        counted.actor(c.actors),
      ].join(' · '),
  },

  asOf: {
    label: 'As the record stood on',
    short: 'As of',
    day: 'Day as of which the record is shown',
    slider: 'Slide to an earlier day',
    now: 'Today',
    today: 'today',
  },

  keys: {
    title: 'Keys',
    lede: 'The same in every view. Keys that do something in this one are in bold.',
    jump: 'go to',
    close: 'Close',
    /** What each command does; keys as in `keys.ts`. */
    commands: {
      search: 'search',
      next: 'next',
      previous: 'previous',
      open: 'open',
      back: 'back, or drop what is open',
      earlier: 'earlier report or statement',
      later: 'later report or statement',
      pageDown: 'a page down',
      pageUp: 'a page up',
      first: 'first',
      last: 'last',
      same: 'the same event',
      different: 'not the same',
      correct: 'correct a field',
      strike: 'strike out',
      undo: 'undo',
      skip: 'later: decide another time',
      save: 'save the search',
      inline: 'side by side or inline',
      filters: 'filters',
      panEarlier: 'earlier days',
      panLater: 'later days',
      zoomIn: 'fewer days',
      zoomOut: 'more days',
      help: 'all keys',
    },
    names: {
      ArrowDown: '↓',
      ArrowUp: '↑',
      ArrowRight: '→',
      'Shift+ArrowLeft': 'Shift ←',
      'Shift+ArrowRight': 'Shift →',
      Escape: 'Esc',
      PageDown: 'Page ↓',
      PageUp: 'Page ↑',
    },
  },

  /** PLOVER's types as the page names them, in the order of the facets. */
  types: {
    CONSULT: 'Consult',
    AGREE: 'Agree',
    SUPPORT: 'Support',
    COOPERATE: 'Cooperate',
    AID: 'Aid',
    CONCEDE: 'Concede',
    RETREAT: 'Retreat',
    REQUEST: 'Request',
    ACCUSE: 'Accuse',
    REJECT: 'Reject',
    THREATEN: 'Threaten',
    PROTEST: 'Protest',
    SANCTION: 'Sanction',
    MOBILIZE: 'Mobilize',
    COERCE: 'Coerce',
    ASSAULT: 'Assault',
  },
  modes: { phone: 'by phone or video', multilateral: 'of several parties' } as Readonly<Record<string, string>>,
  statuses: {
    occurred: 'occurred',
    ongoing: 'ongoing',
    planned: 'planned',
    'called-for': 'called for',
    hypothetical: 'hypothetical',
    denied: 'denied',
  },
  quads: {
    1: 'verbal cooperation',
    2: 'material cooperation',
    3: 'verbal conflict',
    4: 'material conflict',
  },
  words: {
    notSaid: 'not said',
    byPhone: ', by phone or video',
    publisherUnknown: 'Publisher not stated',
    undated: 'undated',
  },
  precision: {
    hour: 'to the hour',
    day: 'to the day',
    week: 'some day of that week',
    month: 'some day of that month',
    year: 'some day of that year',
    within: 'some day within',
  },
}
