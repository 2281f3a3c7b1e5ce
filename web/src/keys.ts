import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { t } from './catalogue/index.ts'
import { go } from './router.tsx'
import { ROUTES } from './routes.ts'

/** Every command with its keys: the one map of the keyboard, the same in all views. The first key is the one shown. */
export const COMMANDS = {
  search: ['/'],
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  open: ['o', 'Enter'],
  back: ['Escape'],
  earlier: ['['],
  later: [']'],
  pageDown: ['PageDown'],
  pageUp: ['PageUp'],
  first: ['Home'],
  last: ['End'],
  same: ['y'],
  different: ['n'],
  correct: ['e'],
  strike: ['x'],
  undo: ['u'],
  why: ['w'],
  skip: ['ArrowRight'],
  save: ['s'],
  inline: ['i'],
  filters: ['f'],
  panEarlier: ['Shift+ArrowLeft'],
  panLater: ['Shift+ArrowRight'],
  zoomIn: ['+', '='],
  zoomOut: ['-'],
  help: ['?'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Command = keyof typeof COMMANDS

/** What commands do in a view; those that are not named do nothing there. */
export type Handlers = Partial<Readonly<Record<Command, () => void>>>

/** A key as the page writes it. */
export function keyName(key: string): string {
  return (t.keys.names as Readonly<Record<string, string>>)[key] ?? key
}

/** After `g` a letter goes to a view; `routes.ts` says which. */
export const JUMP = 'g'
const JUMP_MS = 1500

interface Entry {
  readonly handlers: Handlers
  readonly isByLetter: boolean
}

const stack: Entry[] = []
const listeners = new Set<() => void>()
let inForce: readonly Command[] = []

/**
 * Gives commands their meaning while a view is shown; of several views the one drawn last has the say. `isByLetter` leaves
 * their further keys to the browser: arrows scroll.
 */
export function useCommands(handlers: Handlers, { isByLetter = false } = {}): void {
  const latest = useRef(handlers)
  latest.current = handlers
  const names = Object.keys(handlers).join()
  // Before the view is painted: what is seen answers to the keys at once.
  useLayoutEffect(() => {
    const entry = { handlers: {} as Record<string, () => void>, isByLetter }
    for (const name of (names === '' ? [] : names.split(',')) as Command[])
      entry.handlers[name] = () => latest.current[name]?.()
    stack.push(entry)
    told()
    return () => {
      stack.splice(stack.indexOf(entry), 1)
      told()
    }
  }, [names, isByLetter])
}

/** The commands that do something now, in the order of the map; follows. */
export function useCommandsInForce(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => inForce,
  )
}

function told(): void {
  const names = new Set(stack.flatMap(({ handlers }) => Object.keys(handlers)))
  inForce = (Object.keys(COMMANDS) as Command[]).filter((command) => names.has(command))
  for (const listener of listeners) listener()
}

const BY_KEY: ReadonlyMap<string, Command> = new Map(
  Object.entries(COMMANDS).flatMap(([command, keys]) => keys.map((key) => [key, command as Command])),
)

/** Listens to the keyboard for the whole page; returns how to stop. */
export function listenToKeys(): () => void {
  let jumpedAt = Number.NEGATIVE_INFINITY
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
    const target = event.target as HTMLElement
    if (isWriting(target)) return
    const isJump = event.timeStamp - jumpedAt < JUMP_MS
    jumpedAt = Number.NEGATIVE_INFINITY
    if (isJump) {
      const route = ROUTES.find(({ jump }) => jump === event.key)
      if (route !== undefined) {
        event.preventDefault()
        go(route.path)
        return
      }
    }
    if (event.key === JUMP) {
      jumpedAt = event.timeStamp
      return
    }
    if (isTheirs(target, event.key)) return
    const key = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key
    const command = BY_KEY.get(key)
    const handler = command && handlerOf(command, key)
    if (handler === undefined) return
    event.preventDefault()
    handler()
  }
  addEventListener('keydown', press)
  return () => removeEventListener('keydown', press)
}

function handlerOf(command: Command, key: string): (() => void) | undefined {
  const isMeant = ({ handlers, isByLetter }: Entry) =>
    handlers[command] !== undefined && (!isByLetter || COMMANDS[command][0] === key)
  return stack.findLast(isMeant)?.handlers[command]
}

/** Whether the reader writes, so that letters are letters. */
export function isWriting(target: HTMLElement): boolean {
  return (
    target.closest('textarea, select, dialog, [role=dialog], [contenteditable], input:not([type=checkbox])') !== null
  )
}

/** Keys that a control with the focus uses itself. */
function isTheirs(target: HTMLElement, key: string): boolean {
  if (key === 'Enter') return target.closest('a, button, summary') !== null
  return (
    key.startsWith('Arrow') && target.closest('[role=slider], [role=tablist], [role=radiogroup], [role=menu]') !== null
  )
}
