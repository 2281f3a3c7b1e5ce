import { ReadoutError } from '../../errors.ts'

/** A value as rules write it: `rel(now, -$n, $unit)`. */
export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'capture'; readonly name: string; readonly isNegated: boolean }
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly Expression[] }

const TOKEN = /\s*(-?\d{1,4}(?:\.\d+)?(?![-\d])|-?\$[a-z][a-z0-9]*|[A-Za-z_\d][\w-]*|[(),])/y

/** Parses an expression; `functions` names those that exist. Throws where it cannot be read, quoting it. */
export function parseExpression(source: string, functions: ReadonlySet<string>): Expression {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source)
    if (!match) throw new ReadoutError('bad-rule', `The value "${source}" cannot be read.`)
    tokens.push(match[1]!)
  }
  const [expression, end] = parseAt(tokens, 0, functions)
  if (end !== tokens.length) throw new ReadoutError('bad-rule', `The value "${source}" does not end where it should.`)
  return expression
}

function parseAt(tokens: readonly string[], at: number, functions: ReadonlySet<string>): readonly [Expression, number] {
  const token = tokens[at]
  if (token === undefined || /^[(),]$/.test(token))
    throw new ReadoutError('bad-rule', `A value is missing its part ${at}.`)
  if (/^-?\d+(?:\.\d+)?$/.test(token)) return [{ kind: 'number', number: Number(token) }, at + 1]
  if (/^-?\$/.test(token)) {
    const isNegated = token.startsWith('-')
    return [{ kind: 'capture', name: token.slice(isNegated ? 2 : 1), isNegated }, at + 1]
  }
  if (tokens[at + 1] !== '(') return [{ kind: 'text', text: token }, at + 1]
  if (!functions.has(token)) throw new ReadoutError('bad-rule', `There is no function "${token}".`)
  const args: Expression[] = []
  let idx = at + 2
  while (tokens[idx] !== ')') {
    const [arg, end] = parseAt(tokens, idx, functions)
    args.push(arg)
    idx = tokens[end] === ',' ? end + 1 : end
  }
  return [{ kind: 'call', fn: token, args }, idx + 1]
}

/** The captures that an expression uses. */
export function capturesOf(expression: Expression): string[] {
  if (expression.kind === 'capture') return [expression.name]
  return expression.kind === 'call' ? expression.args.flatMap(capturesOf) : []
}
