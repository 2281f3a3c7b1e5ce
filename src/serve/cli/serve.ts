import { ReadoutError } from '../../errors.ts'
import { type Io, sayUpgrading } from './io.ts'

export interface ServeOptions {
  readonly database: string
  readonly port: number
  readonly host: string
  readonly nextFreePort?: true
}

/** `readout serve`: shows the record until it is interrupted; returns the exit status. */
export async function serveCommand(options: ServeOptions, io: Io): Promise<number> {
  const { database, host, port } = options
  const [{ openRecord }, { closeViews, createApp, listen, readPage, warmUp }] = await Promise.all([
    import('../../record/index.ts'),
    import('../http/index.ts'),
  ])
  const record = await openRecord(database, sayUpgrading(io, database))
  try {
    const page = await readPage()
    const server = await listen(createApp({ record, page }), { host, port, isNextTried: options.nextFreePort === true })
    if (server === undefined)
      throw new ReadoutError(
        'store',
        `port ${port} of ${host} is taken: name another with --port, or let --next-free-port find one`,
      )
    if (server.port !== port && port !== 0) io.warn(`readout: port ${port} of ${host} is taken; ${server.port} is free`)
    if (page.size === 0) io.warn('readout: the page is not built (npm run build); only /api answers')
    await io.write(`Readout serves ${database} at ${server.address}\nPress Ctrl+C to stop.\n`)
    // Whoever comes first need not wait for it.
    await warmUp(record)
    await io.untilStopped?.()
    await server.close()
    return 0
  } finally {
    await closeViews(record)
    await record.close()
  }
}
