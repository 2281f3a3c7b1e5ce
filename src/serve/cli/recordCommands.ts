import type { Command } from 'commander'
import type { ListingName } from '../filters.ts'
import type { Io } from './io.ts'
import { AS_OF, databaseOption, formatOption, LATER, portNumber, positive, reading } from './options.ts'

/** Adds the commands that write, read and show the record. */
export function addRecordCommands(program: Command, io: Io, finish: (status: number) => void): void {
  addIngest(program, io, finish)
  addRecode(program, io, finish)
  addForget(program, io, finish)
  for (const [listing, what] of LISTED) addListing(program, { listing, what, io, finish })
  addActor(program, io, finish)
  addServe(program, io, finish)
}

function addIngest(program: Command, io: Io, finish: (status: number) => void): void {
  reading(program.command('ingest'))
    .summary('code reports and record them')
    .description(
      'Codes reports and records them: the same act told by several reports becomes one event, every spelling of a name ' +
        'one actor. A report that is on record changes nothing, so an ingest that was stopped can be run again.',
    )
    .addOption(databaseOption())
    .option(
      '--batch-size <reports>',
      'reports recorded at a time (default: 1024); changes nothing in the record',
      positive,
    )
    .addHelpText(
      'after',
      `
Examples:
  $ readout ingest examples/
  $ readout ingest wire.jsonl --published 2022-02-02 --database korea.db`,
    )
    .action(async (inputs: string[], options) => {
      const { ingestCommand } = await import('./ingest.ts')
      finish(await ingestCommand(inputs, options, io))
    })
}

function addRecode(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('recode')
    .helpOption('-h, --help', 'print this help')
    .summary('code the reports on record anew')
    .description(
      'Codes every report on record anew that another version coded. Ids of events lead to the same acts as before.',
    )
    .addOption(databaseOption())
    .addHelpText('after', '\nExamples:\n  $ readout recode')
    .action(async (options) => {
      const { recodeCommand } = await import('./recode.ts')
      finish(await recodeCommand(options, io))
    })
}

function addForget(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('forget')
    .helpOption('-h, --help', 'print this help')
    .summary('take a report down')
    .description(
      'Takes reports down: their texts and what rested on them alone are gone from the file, the rest stands, and they ' +
        'are not read again. Without a report, lists what was taken down.',
    )
    .argument('[reports...]', 'ids of reports, as readout reports lists them')
    .addOption(databaseOption())
    .option('--reason <words>', 'why, kept with the id', '')
    .option('--undo', 'let them be read again')
    .addHelpText('after', '\nExamples:\n  $ readout forget 5f66f8b2725b0e9c --reason "taken down by its publisher"')
    .action(async (reports: string[], options) => {
      const { forgetCommand } = await import('./recode.ts')
      finish(await forgetCommand(reports, options, io))
    })
}

function addActor(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('actor')
    .helpOption('-h, --help', 'print this help')
    .summary('whom a name may mean')
    .description(
      'Tells whom a name may mean, however it is spelt: all names of each, the offices that reports state with the days ' +
        'of the first and the last, and names that may be misspelt.',
    )
    .argument('<name>', 'a name or part of one')
    .addOption(databaseOption())
    .addOption(formatOption(['table', 'jsonl'], 'table'))
    .option('--limit <actors>', 'at most so many (default: 5)', positive)
    .option(...AS_OF)
    .option(...LATER)
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout actor blinkin\n  $ readout actor "Yoshimasa Hayashi" --format jsonl',
    )
    .action(async (name: string, options) => {
      const { actorCommand } = await import('./actor.ts')
      finish(await actorCommand(name, options, io))
    })
}

/** The listings, with what the help says of each. */
const LISTED: readonly (readonly [ListingName, string])[] = [
  ['events', 'real acts, each with every report that tells it'],
  ['quotations', 'who is reported to have said what'],
  ['actors', 'people, bodies and states under all their names, with the offices they hold'],
  ['offices', 'who is given which title, and by which reports'],
  ['reports', 'the reports on record'],
]

interface Listed {
  readonly listing: ListingName
  readonly what: string
  readonly io: Io
  readonly finish: (status: number) => void
}

function addListing(program: Command, { listing, what, io, finish }: Listed): void {
  program
    .command(listing)
    .helpOption('-h, --help', 'print this help')
    .summary(`list the ${listing} on record`)
    .description(`Lists the ${listing} on record: ${what}.`)
    .addOption(databaseOption())
    .addOption(formatOption(['table', 'jsonl', 'csv'], 'table'))
    .option('--actor <name>', 'who acts or speaks: a name in any spelling, part of one, or a country code')
    .option('--recipient <name>', 'to whom; in acts done together either side answers to both')
    .option('--type <types>', 'PLOVER event types, parted by commas')
    .option('--status <statuses>', 'occurred, ongoing, planned, called-for, hypothetical, denied; parted by commas')
    .option('--from <date>', 'not before this day, month or year')
    .option('--to <date>', 'not after this day, month or year')
    .option('--place <name>', 'where: part of a name, or a country code')
    .option('--text <words>', 'words that all occur; "in quotes" they stand together')
    .option(...AS_OF)
    .option(...LATER)
    .option('--limit <rows>', 'at most so many rows', positive)
    .addHelpText(
      'after',
      `\nExamples:\n${EXAMPLES[listing].map((line) => `  $ readout ${listing} ${line}`).join('\n')}`,
    )
    .action(async (options) => {
      const { listCommand } = await import('./list.ts')
      finish(await listCommand(listing, options, io))
    })
}

const EXAMPLES: Readonly<Record<ListingName, readonly string[]>> = {
  events: ['--actor Blinken --recipient Hayashi', '--type MOBILIZE --from 2022-01 --to 2022-03 --format csv'],
  quotations: ['--actor Price', '--text "missile launch" --format jsonl'],
  actors: ['--actor Hayashi', '--place JPN'],
  offices: ['--text "foreign minister"'],
  reports: ['--text Hwasong --format jsonl'],
}

function addServe(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('serve')
    .helpOption('-h, --help', 'print this help')
    .summary('show the record as a page and an HTTP API')
    .description('Serves the record: a page to read it on, and its rows as JSON below /api. Prints the address.')
    .addOption(databaseOption())
    .option('--port <number>', 'port to listen on; 0 for any that is free', portNumber, 4750)
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--next-free-port', 'where the port is taken, take the next that is free')
    .addHelpText('after', '\nExamples:\n  $ readout serve\n  $ readout serve --database korea.db --port 8080')
    .action(async (options) => {
      const { serveCommand } = await import('./serve.ts')
      finish(await serveCommand(options, io))
    })
}
