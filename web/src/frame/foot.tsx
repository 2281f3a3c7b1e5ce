import type { Counts } from '../../../src/serve/http/types.ts'
import { useApi } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { COMMANDS, type Command, keyName, useCommandsInForce } from '../keys.ts'

/** Commands worth a place at the foot where they do something, most telling first. */
const TOLD: readonly Command[] = [
  'next',
  'previous',
  'open',
  'earlier',
  'later',
  'same',
  'different',
  'correct',
  'undo',
  'back',
]
const MAX_TOLD = 6

/** The line at the foot of every view: how much is on record, which keys do something here. */
export function Foot({ onHelp }: { onHelp: () => void }) {
  const { data } = useApi<Counts>('/api/counts')
  const inForce = useCommandsInForce()
  const told = TOLD.filter((command) => inForce.includes(command)).slice(0, MAX_TOLD)
  return (
    <footer className="foot">
      <span>{data !== undefined && t.frame.held(data)}</span>
      <span className="printed">&nbsp;· {location.href}</span>
      <span className="keys">
        {told.map((command) => (
          <span key={command}>
            <kbd>{keyName(COMMANDS[command][0])}</kbd> {t.keys.commands[command].split(/ or |, /)[0]}
          </span>
        ))}
        <button type="button" onClick={onHelp}>
          <kbd>?</kbd> {t.frame.keysHelp}
        </button>
      </span>
    </footer>
  )
}
