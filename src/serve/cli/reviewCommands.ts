import { type Command, Option } from 'commander'
import type { Io } from './io.ts'
import { AS_OF, databaseOption, formatOption, LATER, positive } from './options.ts'

type Finish = (status: number) => void

/** Adds the commands that check the record against itself. */
export function addReviewCommands(program: Command, io: Io, finish: Finish): void {
  addDiff(program, io, finish)
  addChecks(program, io, finish)
  addSeries(program, io, finish)
  addWatchlist(program, io, finish)
  addSample(program, io, finish)
}

const FROM = ['--from <date>', 'not before this day, month or year'] as const
const TO = ['--to <date>', 'not after this day, month or year'] as const

/** The options that choose acts, as the listings have them. */
function choosing(command: Command): Command {
  return filtering(command)
    .option(...AS_OF)
    .option(...LATER)
}

function filtering(command: Command): Command {
  return command
    .option('--actor <name>', 'who acts: a name in any spelling, part of one, or a country code')
    .option('--recipient <name>', 'to whom; in acts done together either side answers to both')
    .option('--type <types>', 'PLOVER event types, parted by commas')
    .option('--status <statuses>', 'occurred, ongoing, planned, called-for, hypothetical, denied; parted by commas')
    .option(...FROM)
    .option(...TO)
    .option('--place <name>', 'where: part of a name, or a country code')
    .option('--text <words>', 'words that all occur; "in quotes" they stand together')
}

function addChecks(program: Command, io: Io, finish: Finish): void {
  const counts = program
    .command('counts')
    .summary('check running counts against the record')
    .description(
      'Checks claims such as "the seventh missile test this year" against the record as of their report, newest first.',
    )
    .option(...FROM)
    .option(...TO)
    .option(...AS_OF)
    .option(...LATER)
  const conflicts = choosing(program.command('conflicts'))
    .summary('list acts on which reports disagree')
    .description(
      'Lists acts whose reports disagree on date, place, number, weapon, status or actor, side by side, with who reported ' +
        'first, who confirmed and who denied; newest first.',
    )
  const plans = choosing(program.command('plans'))
    .summary('list planned acts and what became of them')
    .description(
      'Lists acts that were planned or called for and what became of them: took place, put off, dropped, not yet known.',
    )
  for (const [check, command, example] of [
    ['counts', counts, '--from 2022'],
    ['conflicts', conflicts, '--actor PRK'],
    ['plans', plans, '--type CONSULT --as-of 2022-02'],
  ] as const)
    command
      .helpOption('-h, --help', 'print this help')
      .addOption(databaseOption())
      .addOption(formatOption(['table', 'jsonl'], 'table'))
      .option('--limit <rows>', 'at most so many (default: 50)', positive)
      .addHelpText('after', `\nExamples:\n  $ readout ${check}\n  $ readout ${check} ${example}`)
      .action(async (options) => {
        const { checkCommand } = await import('./checks.ts')
        finish(await checkCommand(check, options, io))
      })
}

function addSeries(program: Command, io: Io, finish: Finish): void {
  choosing(program.command('series'))
    .helpOption('-h, --help', 'print this help')
    .summary('count acts by week or month')
    .description(
      'Counts acts by period: how many, of which quad, how intense on average. With --actor and --recipient, of a dyad.',
    )
    .addOption(databaseOption())
    .addOption(formatOption(['table', 'csv', 'jsonl', 'svg'], 'table'))
    .addOption(
      new Option('--by <period>', 'how long a period is').choices(['day', 'week', 'month', 'year']).default('month'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout series --actor PRK\n  $ readout series --actor USA --recipient PRK --by week --format csv\n  $ readout series --actor RUS --recipient UKR --format svg > series.svg',
    )
    .action(async (options) => {
      const { seriesCommand } = await import('./series.ts')
      finish(await seriesCommand(options, io))
    })
}

function addSample(program: Command, io: Io, finish: Finish): void {
  choosing(program.command('sample'))
    .helpOption('-h, --help', 'print this help')
    .summary('draw events to check by hand; score the sheets')
    .description(
      'Draws events at random as a sheet in which a coder writes keep or strike; with --score tells the precision of a filled ' +
        "sheet and, of two coders' sheets, how far they agree.",
    )
    .addOption(databaseOption())
    .addOption(formatOption(['csv', 'tsv'], 'csv'))
    .option('--n <events>', 'how many are drawn', positive, 100)
    .option('--seed <number>', 'the same number draws the same events of the same record', positive, 1)
    .option('--score <sheets...>', 'filled sheets, of one coder or two, to score; the record is not asked')
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout sample --n 200 > sheet.csv\n  $ readout sample --type ASSAULT --from 2022 --format tsv > sheet.tsv\n  $ readout sample --score ana.csv ben.csv',
    )
    .action(async (options) => {
      const { sampleCommand } = await import('./sample.ts')
      finish(await sampleCommand(options, io))
    })
}

function addWatchlist(program: Command, io: Io, finish: Finish): void {
  filtering(program.command('watchlist'))
    .helpOption('-h, --help', 'print this help')
    .summary('save searches and see what is new')
    .description(
      'Runs saved searches for acts that came, or were told by further reports, since the last look, and says why each matches.',
    )
    .addOption(databaseOption())
    .addOption(formatOption(['table', 'jsonl'], 'table'))
    .option('--add <name>', 'save the search that the filters make')
    .option('--remove <name>', 'remove a saved search')
    .option('--keep', 'do not count as seen what is shown')
    .option('--limit <rows>', 'at most so many of each (default: 50)', positive)
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout watchlist --add launches --actor PRK --type MOBILIZE\n  $ readout watchlist',
    )
    .action(async (options) => {
      const { watchlistCommand } = await import('./watchlist.ts')
      finish(await watchlistCommand(options, io))
    })
}

function addDiff(program: Command, io: Io, finish: Finish): void {
  program
    .command('diff')
    .helpOption('-h, --help', 'print this help')
    .summary('compare what a speaker said with what he said before')
    .description(
      'Compares successive statements of one speaker phrase by phrase: kept, dropped, added, strengthened, weakened, reworded.',
    )
    .addOption(databaseOption())
    .addOption(formatOption(['text', 'json', 'html'], 'text'))
    .requiredOption('--speaker <name>', 'who speaks, or of whom readouts tell: a name in any spelling')
    .option('--topic <words>', 'on what: words of the reports, or somebody that they name')
    .option(...FROM)
    .option(...TO)
    .option('--limit <statements>', 'so many statements, the last ones (default: 5)', positive)
    .option(...AS_OF)
    .option(...LATER)
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout diff --speaker Blinken --topic "North Korea"\n  $ readout diff --speaker Price --from 2022-01 --format html > price.html',
    )
    .action(async (options) => {
      const { diffCommand } = await import('./diff.ts')
      finish(await diffCommand(options, io))
    })
}
