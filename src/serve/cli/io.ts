import { once } from 'node:events'

/** What a command may touch of the process it runs in; tests give their own. */
export interface Io {
  /** Writes to standard output; resolves when more may be written. */
  write(text: string): Promise<void>
  /** Writes one line to standard error. */
  warn(line: string): void
  /** Overwrites the last line of standard error; does nothing where that is no terminal. */
  progress(line: string): void
  readonly stdin: AsyncIterable<Uint8Array>
  /** Whether tables may be coloured. */
  readonly hasColor: boolean
  /** Columns of the terminal; 80 where output goes elsewhere. */
  readonly width: number
  /** Today, ISO 8601. */
  readonly today: string
  /** Now, ISO 8601 in UTC, to the millisecond. */
  readonly now: string
  /** Milliseconds on a clock that only runs forward. */
  clockMs(): number
  /** Resolves when the user wants the program to end (Ctrl+C); absent where nobody can. */
  untilStopped?(): Promise<void>
}

/** What the process itself offers. A reader that closes our output early (`| head`) ends the program in silence. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  let hasProgress = false
  const clear = () => {
    if (hasProgress) stderr.write('\r\u001b[K')
    hasProgress = false
  }
  return {
    async write(text) {
      if (stdout.isTTY) clear()
      if (!stdout.write(text)) await once(stdout, 'drain')
    },
    warn(line) {
      clear()
      stderr.write(`${line}\n`)
    },
    progress(line) {
      if (!stderr.isTTY || env['TERM'] === 'dumb') return
      stderr.write(`\r\u001b[K${line}`)
      hasProgress = line !== ''
    },
    stdin,
    hasColor: isColored(stdout.isTTY, env),
    width: stdout.isTTY ? stdout.columns || 80 : Number(env['COLUMNS']) || 80,
    now: new Date().toISOString(),
    today: new Date().toISOString().slice(0, 10),
    clockMs: () => performance.now(),
    async untilStopped() {
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    },
  }
}

/** NO_COLOR, when not empty, forbids colour (no-color.org); FORCE_COLOR, when not 0, wants it without a terminal. */
function isColored(isTty: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true
  return isTty === true && env['TERM'] !== 'dumb'
}

/** Says that a record of an older version is made anew, which takes a while for a large one. */
export function sayUpgrading(io: Io, database: string): { readonly onUpgrade: () => void } {
  return { onUpgrade: () => io.warn(`${database} is of an older version: it is being upgraded, once.`) }
}
