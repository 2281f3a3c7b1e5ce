import type { Command } from 'commander'
import type { Io } from './io.ts'
import { databaseOption, formatOption } from './options.ts'

/** Adds the commands that tell of one thing on record. */
export function addAskCommands(program: Command, io: Io, finish: (status: number) => void): void {
  asking(program, 'why')
    .argument('<event>', 'id of an event, as readout events --format jsonl has it')
    .argument('[other]', 'id of another event')
    .summary('tell why reports tell one act, or why two acts are two')
    .description(
      'Tells what brought the reports of an event together, which of them print one text, and which other events it leads ' +
        'to, answers or is part of; with a second event, what keeps the two apart.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ readout why 0f1c96c4717702b8\n  $ readout why 0f1c96c4717702b8 5c43f52aa4d57074',
    )
    .action(async (event: string, other: string | undefined, options) => {
      const { whyCommand } = await import('./why.ts')
      finish(await whyCommand([event, ...(other === undefined ? [] : [other])], options, io))
    })
  asking(program, 'actor')
    .argument('<name>', 'a name in any spelling, or part of one')
    .summary('tell who bears a name')
    .description(
      'Tells whom a name means: every name of the actor with the reports that use it, the offices held and since when, ' +
        'and names that look like slips of the pen. A name that nobody bears finds those that look like it.',
    )
    .addHelpText('after', '\nExamples:\n  $ readout actor Hayashi\n  $ readout actor "Zelenski" --format jsonl')
    .action(async (name: string, options) => {
      const { actorCommand } = await import('./actor.ts')
      finish(await actorCommand(name, options, io))
    })
}

function asking(program: Command, name: string): Command {
  return program
    .command(name)
    .helpOption('-h, --help', 'print this help')
    .addOption(databaseOption())
    .addOption(formatOption(['table', 'jsonl'], 'table'))
}
