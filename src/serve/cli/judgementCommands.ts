import { type Command, Option } from 'commander'
import type { CorrectableField, JudgementKind } from '../../record/index.ts'
import type { Io } from './io.ts'
import { AS_OF, databaseOption, formatOption, LATER, positive } from './options.ts'

type Finish = (status: number) => void

// Written out here, for help must not wait for the record to load.
const KINDS: readonly JudgementKind[] = ['same', 'apart', 'correct', 'strike', 'add', 'undo', 'explain']
const FIELDS: Readonly<Record<CorrectableField, string>> = {
  type: 'type',
  mode: 'mode',
  status: 'status',
  date: 'date',
  place: 'place',
  actors: 'actors',
  recipients: 'recipients',
  weapon: 'weapon',
  topic: 'topic',
  killed: 'killed',
  injured: 'injured',
}

/** Adds the commands by which an analyst judges what the program made of reports. */
export function addJudgementCommands(program: Command, io: Io, finish: Finish): void {
  addJudge(program, io, finish)
  addJudgements(program, io, finish)
  addHistory(program, io, finish)
  addWhy(program, io, finish)
  addUnsure(program, io, finish)
}

/** Each way to judge: arguments, summary, what it does, and an example. */
const WAYS = [
  [
    'same <event> <other>',
    'two events are one act',
    'Says that two events are one act: all of their tellings are one event from now on, whatever they disagree on.',
    'same 3a3c3afa3aee18fc 1d0f42b6b1ee3d7c --because "one call, told twice"',
  ],
  [
    'apart <event> [other]',
    'two events are not one act, or one event is two',
    'Says that two events are not one act; or, with --reports, that what these reports tell of one event is another act.',
    'apart 3a3c3afa3aee18fc --reports 5f66f8b2725b0e9c --because "the call of the day after"',
  ],
  [
    'correct <event>',
    'a field is another',
    'Says what a field of an event is; an empty value takes the field away.',
    'correct 3a3c3afa3aee18fc --field date=2022-01-05 --because "the readout has the fifth"',
  ],
  [
    'strike <event>',
    'an event is none',
    'Strikes an event out: it is listed no more, and its reports stay.',
    'strike 3a3c3afa3aee18fc --because "a hypothetical"',
  ],
  [
    'add <report>',
    'a report tells an act that was not coded',
    'Adds an act that a report tells and the program did not code; it is linked like any other.',
    'add 5f66f8b2725b0e9c --words "the two met in Seoul" --field type=CONSULT --field "actors=Antony Blinken" --because "not coded"',
  ],
  [
    'undo <judgement>',
    'a judgement does not hold',
    'Takes a judgement back: the record is what it would be without it. An undo can be undone.',
    'undo 77d1c6d09f3b1a52 --because "they are two after all"',
  ],
  [
    'explain <judgement>',
    'a judgement has this reason, too',
    'Adds a reason to a judgement, which stays as it was said: nothing of the record changes.',
    'explain 77d1c6d09f3b1a52 --because "the ministry dates it so in Tokyo"',
  ],
  [
    'import <file>',
    'take in judgements of another record',
    'Takes in judgements as readout judgements --format export prints them; those that are there change nothing.',
    'import judgements.jsonl',
  ],
] as const

function addJudge(program: Command, io: Io, finish: Finish): void {
  const judge = program
    .command('judge')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .summary('say what is so: same, apart, correct, strike, add, undo, explain')
    .description(
      'Records what an analyst says of the record, with author, time and reason. A judgement wins over the program, survives ' +
        'coding the reports anew, and can be undone.',
    )
  for (const [usage, summary, description, example] of WAYS) {
    const [way = ''] = usage.split(' ')
    const command = judge
      .command(usage)
      .helpOption('-h, --help', 'print this help')
      .summary(summary)
      .description(description)
      .addOption(databaseOption())
      .addHelpText('after', `\nExamples:\n  $ readout judge ${example}`)
    if (way !== 'import')
      command
        .requiredOption('--because <words>', 'why it is so')
        .addOption(new Option('--by <author>', 'who says so; you unless named').env('READOUT_AUTHOR'))
    if (way === 'apart') command.option('--reports <ids...>', 'the reports whose tellings are of another act')
    if (way === 'correct' || way === 'add')
      command.requiredOption(
        '--field <name=value...>',
        `${Object.values(FIELDS).join(', ')}; may be given more than once`,
      )
    if (way === 'add') command.requiredOption('--words <words>', 'the clause that tells it, as the text has it')
    command.action(async (...given: unknown[]) => {
      const { judgeCommand } = await import('./judge.ts')
      const [names, options] = [given.slice(0, -2) as (string | undefined)[], given.at(-2) as never]
      finish(await judgeCommand(way, { names: names.filter((name) => name !== undefined), options }, io))
    })
  }
}

function addJudgements(program: Command, io: Io, finish: Finish): void {
  program
    .command('judgements')
    .helpOption('-h, --help', 'print this help')
    .summary('list judgements')
    .description('Lists judgements, the latest first: what was said, by whom, when and why, and whether it holds.')
    .addOption(databaseOption())
    .addOption(formatOption(['table', 'jsonl', 'export'], 'table'))
    .option('--stale', 'those that no longer fit the record, wholly or in part')
    .option('--event <id>', 'those that bear or bore on an event')
    .option('--author <name>', 'those of one author')
    .addOption(new Option('--kind <kind>', 'those of one kind').choices(KINDS))
    .option('--limit <rows>', 'at most so many rows', positive)
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout judgements --stale\n  $ readout judgements --format export > said.jsonl',
    )
    .action(async (options) => {
      const { judgementsCommand } = await import('./judge.ts')
      finish(await judgementsCommand(options, io))
    })
}

function addHistory(program: Command, io: Io, finish: Finish): void {
  program
    .command('history')
    .helpOption('-h, --help', 'print this help')
    .summary('tell how an event came to be')
    .description(
      'Tells how an event came to be: the reports that tell it and the rules that coded them, why they are one, what ' +
        'judgements changed, and the ids that lead to it.',
    )
    .argument('<event>', 'id of an event, also a former one')
    .addOption(databaseOption())
    .addOption(formatOption(['text', 'json'], 'text'))
    .option(...AS_OF)
    .option(...LATER)
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout history 3a3c3afa3aee18fc\n  $ readout history 3a3c3afa3aee18fc --as-of 2022-02-01',
    )
    .action(async (event: string, options) => {
      const { historyCommand } = await import('./history.ts')
      finish(await historyCommand(event, options, io))
    })
}

function addWhy(program: Command, io: Io, finish: Finish): void {
  program
    .command('why')
    .helpOption('-h, --help', 'print this help')
    .summary('tell why acts are one event, or two')
    .description(
      'Tells why an event is one: the reports that tell it, what each has in common with those before it and what that ' +
        'weighs, and which events are like it and what keeps them apart. Of two events, why they are not one.',
    )
    .argument('<event>', 'id of an event, also a former one')
    .argument('[other]', 'id of another event')
    .addOption(databaseOption())
    .addOption(formatOption(['text', 'jsonl'], 'text'))
    .option('--limit <events>', 'at most so many that are like it (default: 5)', positive)
    .option(...AS_OF)
    .option(...LATER)
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout why 3a3c3afa3aee18fc\n  $ readout why 3a3c3afa3aee18fc 1d0f42b6b1ee3d7c',
    )
    .action(async (event: string, other: string | undefined, options) => {
      const { whyCommand } = await import('./why.ts')
      finish(await whyCommand([event, other], options, io))
    })
}

function addUnsure(program: Command, io: Io, finish: Finish): void {
  program
    .command('unsure')
    .helpOption('-h, --help', 'print this help')
    .summary('list the links that the program is least sure of')
    .description(
      'Lists pairs of tellings that are one event or two by little, the least sure first, with what speaks for and ' +
        'against: what is worth judging.',
    )
    .addOption(databaseOption())
    .addOption(formatOption(['table', 'jsonl'], 'table'))
    .option('--actor <name>', 'of acts by whom, as for listings')
    .option('--recipient <name>', 'of acts to whom')
    .option('--type <types>', 'PLOVER event types, parted by commas')
    .option('--from <date>', 'not before this day, month or year')
    .option('--to <date>', 'not after this day, month or year')
    .option('--limit <rows>', 'at most so many (default: 20)', positive)
    .addHelpText('after', '\nExamples:\n  $ readout unsure --type CONSULT --from 2022-01')
    .action(async (options) => {
      const { unsureCommand } = await import('./judge.ts')
      finish(await unsureCommand(options, io))
    })
}
