/** An error a user can act on: `code` for programs, `message` with what to do next for people. */
export class ReadoutError extends Error {
  readonly code: 'usage' | 'bad-rule' | 'bad-model' | 'bad-input' | 'store' | 'missing' | 'conflict'

  constructor(code: ReadoutError['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'ReadoutError'
    this.code = code
  }
}
