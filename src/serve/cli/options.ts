import { type Command, InvalidArgumentError, Option } from 'commander'

const INPUTS = 'files, directories, http(s) addresses, or - for standard input'

/** The arguments and options that every command that reads reports takes. */
export function reading(command: Command): Command {
  return command
    .helpOption('-h, --help', 'print this help')
    .argument('[inputs...]', INPUTS)
    .option('--published <date>', 'publication date (YYYY-MM-DD) of reports that bear none', isoDay)
    .option('--url <url>', 'where a saved page came from')
    .option('--max-size <bytes>', 'leave reports larger than this uncoded (default: 1000000)', positive)
}

/** The option that chooses how results are printed. */
export function formatOption(formats: readonly string[], standard: string): Option {
  return new Option('--format <format>', 'output format').choices(formats).default(standard)
}

function isoDay(value: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined
  if (date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return value
  throw new InvalidArgumentError(`Give a date as YYYY-MM-DD.`)
}

/** Reads a whole number above 0. */
export function positive(value: string): number {
  const number = Number(value)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new InvalidArgumentError('Give a whole number above 0.')
}

/** The option that names the record. */
export function databaseOption(): Option {
  return new Option('--database <file>', 'file of the record').default('readout.db').env('READOUT_DATABASE')
}

/** Reads a port; 0 lets the system choose a free one. */
export function portNumber(value: string): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number <= 65_535) return number
  throw new InvalidArgumentError('Give a port from 0 to 65535.')
}

/** The record as it stood on a day. */
export const AS_OF = ['--as-of <date>', 'the record as it stood on a day, by the reports published until then'] as const
export const LATER = [
  '--later-judgements',
  'with --as-of: as corrected by judgements that were made after that day, too',
] as const
