import type { Io } from '../src/serve/cli/io.ts'

/** A command's surroundings that keep what it prints; the clock stands still and the day is fixed. */
export function testIo(stdin: string | Uint8Array = ''): { io: Io; out: () => string; err: () => string } {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    write: async (text) => void out.push(text),
    warn: (line) => void err.push(`${line}\n`),
    progress: () => {},
    stdin: (async function* () {
      yield typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin
    })(),
    hasColor: false,
    width: 80,
    now: '2022-02-03T12:00:00.000Z',
    today: '2022-02-03',
    clockMs: () => 0,
  }
  return { io, out: () => out.join(''), err: () => err.join('') }
}
