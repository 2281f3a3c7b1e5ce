import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { ReadoutError } from '../../errors.ts'
import type { Io } from './io.ts'
import { addJudgementCommands } from './judgementCommands.ts'
import { formatOption, positive, reading } from './options.ts'
import { addRecordCommands } from './recordCommands.ts'
import { addReviewCommands } from './reviewCommands.ts'

/** Exit statuses of the program, as docs/contract.md has them. */
export const STATUS = { done: 0, someFailed: 1, usage: 2, store: 3 } as const

/** Runs one command line and returns its exit status; errors a user can act on become one line on standard error. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let status: number = STATUS.done
  const program = buildProgram(io, (of) => {
    status = of
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? STATUS.done : STATUS.usage
    if (!(error instanceof ReadoutError)) throw error
    io.warn(`readout: ${error.message}`)
    return error.code === 'store' ? STATUS.store : error.code === 'usage' ? STATUS.usage : STATUS.someFailed
  } finally {
    io.progress('')
  }
}

/** Returns the command tree; also what the test reads to see that docs/cli.md names every command and flag. */
export function buildProgram(io: Io, finish: (status: number) => void): Command {
  const program = new Command('readout')
    .description('Reads news reports and official readouts; prints who did what to whom, when, where, and who says so.')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.write(text),
      writeErr: (text) => io.warn(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'readout: ')),
    })
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES)
  addCode(program, io, finish)
  addAnnotate(program, io, finish)
  addAcquire(program, io, finish)
  addExplain(program, io, finish)
  addLink(program, io, finish)
  addRecordCommands(program, io, finish)
  addReviewCommands(program, io, finish)
  addJudgementCommands(program, io, finish)
  return program
}

const EXAMPLES = `
Examples:
  $ readout code report.txt                    the events of one report, to read
  $ readout code reports/ --format jsonl       the events of a folder, one line a report
  $ curl -s https://example.org/a | readout code - --format csv
  $ readout explain report.txt --sentence 2    how one sentence was read, and why
  $ readout ingest reports/                    the same, into a record that links them
  $ readout events --actor Blinken --from 2022-01
  $ readout serve                              the record as a page

Run readout COMMAND --help for the options of a command.
Exit status: 0 all done, 1 some inputs failed, 2 wrong usage, 3 a store or service cannot be reached.`

function addCode(program: Command, io: Io, finish: (status: number) => void): void {
  reading(program.command('code'))
    .summary('print the coded events')
    .description('Codes reports into events: who did what to whom, when, where, in what status, and who says so.')
    .addOption(formatOption(['table', 'jsonl', 'json', 'csv'], 'table'))
    .option(
      '--pairs <file>',
      'code the act between two named parties in each {id, text, actor, recipient} of a JSONL file',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ readout code report.txt
  $ readout code reports/ --format jsonl > coded.jsonl
  $ readout code wire.jsonl --format csv --published 2022-02-02
  $ readout code --pairs pairs.jsonl`,
    )
    .action(async (inputs: string[], options) => {
      const { codeCommand } = await import('./code.ts')
      finish(await codeCommand(inputs, options, io))
    })
}

function addAnnotate(program: Command, io: Io, finish: (status: number) => void): void {
  reading(program.command('annotate'))
    .summary('print sentences, words, parse, names, times, quotations')
    .description('Annotates reports: sentences, words with tags and parse, names, times, quotations, coreference.')
    .addOption(formatOption(['table', 'conllu', 'jsonl'], 'table'))
    .option('--tokens', 'inputs are CoNLL-U; keep their sentences and words exactly and annotate those')
    .addHelpText(
      'after',
      `
Examples:
  $ readout annotate report.txt
  $ readout annotate report.txt --format conllu
  $ readout annotate gold.conllu --tokens --format conllu`,
    )
    .action(async (inputs: string[], options) => {
      const { annotateCommand } = await import('./annotate.ts')
      finish(await annotateCommand(inputs, options, io))
    })
}

function addLink(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('link')
    .helpOption('-h, --help', 'print this help')
    .summary('tell which acts marked in texts are one')
    .description(
      'Clusters acts that are marked in texts: {id, cluster} for each, by the code and the weights that link the record.',
    )
    .requiredOption(
      '--mentions <file>',
      'JSONL of {id, doc, text, published?, trigger: {start, end}}; - for standard input',
    )
    .addHelpText('after', '\nExamples:\n  $ readout link --mentions marked.jsonl')
    .action(async (options) => {
      const { linkCommand } = await import('./link.ts')
      finish(await linkCommand(options, io))
    })
}

function addAcquire(program: Command, io: Io, finish: (status: number) => void): void {
  reading(program.command('acquire'))
    .summary('print the reports as read')
    .description('Reads reports and prints them as found: text, title, date, parts and sentences.')
    .addOption(formatOption(['table', 'jsonl'], 'table'))
    .addHelpText(
      'after',
      `
Examples:
  $ readout acquire report.txt
  $ readout acquire https://example.org/a.html --format jsonl
  $ readout acquire saved.html --url https://example.org/a.html --format jsonl`,
    )
    .action(async (inputs: string[], options) => {
      const { acquireCommand } = await import('./acquire.ts')
      finish(await acquireCommand(inputs, options, io))
    })
}

function addExplain(program: Command, io: Io, finish: (status: number) => void): void {
  reading(program.command('explain'))
    .summary('print how a sentence was read and coded, and why')
    .description(
      'Explains sentences: the parse as a picture, whom each phrase means, the entries of the codebook that fired and those that nearly did.',
    )
    .option('--sentence <number>', 'this sentence alone, numbered as readout annotate numbers them', positive)
    .addOption(formatOption(['text', 'json'], 'text'))
    .addHelpText(
      'after',
      `
Examples:
  $ readout explain report.txt
  $ readout explain report.txt --sentence 3
  $ readout explain report.txt --sentence 3 --format json`,
    )
    .action(async (inputs: string[], options) => {
      const { explainCommand } = await import('./explain.ts')
      finish(await explainCommand(inputs, options, io))
    })
}

/** The version of the package; its manifest lies above src/ and dist/ alike. */
function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return manifest.version
}
