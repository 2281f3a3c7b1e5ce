import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { ReadoutError } from '../../errors.ts'

/** A server that listens. */
export interface Listening {
  /** Where, as a person opens it. */
  readonly address: string
  readonly port: number
  /** Stops it, open connections included. */
  close(): Promise<void>
}

/** How many ports are tried after one that is taken. */
const MAX_TRIED = 100

/**
 * Lets the app listen; undefined where the port is taken and, with `isNextTried`, those after it are too.
 * @throws ReadoutError `store` where this machine has no such address or the port is not ours to take.
 */
export async function listen(
  app: Hono,
  { host, port, isNextTried }: { host: string; port: number; isNextTried: boolean },
): Promise<Listening | undefined> {
  const last = isNextTried && port > 0 ? Math.min(port + MAX_TRIED, 65_535) : port
  for (let tried = port; tried <= last; tried++) {
    const server = createAdaptorServer({ fetch: app.fetch }) as Server
    if (await isBound(server, host, tried)) return listening(server, host)
  }
  return undefined
}

function isBound(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else
        reject(new ReadoutError('store', `cannot listen on ${host}, port ${port}: ${error.message}`, { cause: error }))
    })
    server.listen(port, host, () => resolve(true))
  })
}

function listening(server: Server, host: string): Listening {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const name = host.includes(':') ? `[${host}]` : host
  return {
    address: `http://${name}:${port}`,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}
