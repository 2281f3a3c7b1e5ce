import { useEffect } from 'react'

/** What keys do in a view; a key that is not named does what it always does. */
export type Keys = Readonly<Record<string, () => void>>

/** Listens to keys while a view is shown, but not while the reader writes, nor to keys pressed with Ctrl, Alt or Command. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target as HTMLElement
      if (target.closest('input, textarea, select, dialog') !== null) return
      // Enter on a link or a button is theirs.
      if (event.key === 'Enter' && target.closest('a, button, summary') !== null) return
      const action = keys[event.key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [keys])
}
