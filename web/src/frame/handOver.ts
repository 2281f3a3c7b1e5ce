import { isWriting } from '../keys.ts'
import { go } from '../router.tsx'

/** What a reader dropped or pasted wherever he was. */
export type Handed =
  | { readonly kind: 'files'; readonly files: readonly File[]; readonly hasFolder: boolean }
  | { readonly kind: 'text'; readonly text: string }

let handed: Handed | undefined
const listeners = new Set<() => void>()

/** Lets reports be dropped and pasted in every view; returns how to stop. Nothing is sent before the reader sees where to. */
export function listenToDrops(): () => void {
  const stop = new AbortController()
  const on = <Kind extends 'dragover' | 'drop' | 'paste'>(kind: Kind, listen: (event: WindowEventMap[Kind]) => void) =>
    addEventListener(kind, listen, { signal: stop.signal })
  // Without this the browser would go to the file and leave the page.
  on('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault())
  on('drop', (event) => {
    if (event.defaultPrevented || event.dataTransfer === null || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    handOver(filesOf(event.dataTransfer))
  })
  on('paste', (event) => {
    if (event.clipboardData === null || isWriting(event.target as HTMLElement)) return
    const text = event.clipboardData.getData('text/plain')
    if (event.clipboardData.files.length > 0) handOver(filesOf(event.clipboardData))
    else if (text.trim() !== '') handOver({ kind: 'text', text })
  })
  return () => stop.abort()
}

/** The files of a drop; folders are told and left out. */
export function filesOf(data: DataTransfer): Handed {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry())
  return { kind: 'files', files: [...data.files], hasFolder: entries.some((entry) => entry?.isDirectory === true) }
}

function handOver(what: Handed): void {
  handed = what
  go('/add')
  for (const listener of listeners) listener()
}

/** Takes what was handed over before or is from now on; returns how to stop. */
export function onHanded(take: (what: Handed) => void): () => void {
  const listener = () => {
    const what = handed
    handed = undefined
    if (what !== undefined) take(what)
  }
  listeners.add(listener)
  listener()
  return () => listeners.delete(listener)
}
