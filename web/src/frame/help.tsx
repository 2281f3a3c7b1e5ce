import { useEffect, useRef } from 'react'
import { t } from '../catalogue/index.ts'
import { COMMANDS, type Command, JUMP, keyName, useCommandsInForce } from '../keys.ts'
import { ROUTES } from '../routes.ts'

/** Every key of the page; those that do something in the view before it stand out. */
export function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const inForce = useCommandsInForce()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="dialog help"
      aria-labelledby="help-title"
      onClose={onClose}
      // At once: the key after it is already meant for the view.
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <h2 id="help-title">{t.keys.title}</h2>
      <p className="why">{t.keys.lede}</p>
      <ul>
        {(Object.keys(COMMANDS) as Command[]).map((command) => (
          <li key={command} className={inForce.includes(command) ? 'on' : ''}>
            <span>
              {COMMANDS[command].map((key) => (
                <kbd key={key}>{keyName(key)}</kbd>
              ))}
            </span>
            {t.keys.commands[command]}
          </li>
        ))}
        {ROUTES.filter(({ jump }) => jump !== undefined).map(({ jump, name }) => (
          <li key={name} className="on">
            <span>
              <kbd>{JUMP}</kbd>
              <kbd>{jump}</kbd>
            </span>
            {t.keys.jump} {t.views[name]}
          </li>
        ))}
      </ul>
      <form method="dialog">
        <button type="submit" className="act">
          <kbd>{keyName('Escape')}</kbd> {t.keys.close}
        </button>
      </form>
    </dialog>
  )
}
