import { useEffect } from 'react'
import { composes } from './keys.ts'

/** What a person fills in; of a group of radio buttons the one that is chosen. */
const FIELDS = 'textarea, input:not([type="radio"]), input[type="radio"]:checked'

/**
 * In every dialog: it opens with the first field in focus, Ctrl+Enter confirms, and when it is gone the focus is where it
 * was before. Esc is the dialog's own, and closes it also when what had the focus inside is gone.
 */
export function useDialogKeys(): void {
  useEffect(() => {
    const gone = new MutationObserver(giveFocusBack)
    gone.observe(document.body, { childList: true })
    window.addEventListener('focusin', noteOpener)
    window.addEventListener('focusin', passFocusOn)
    window.addEventListener('keydown', confirmByKey)
    window.addEventListener('keydown', closeWithoutFocus)
    return () => {
      gone.disconnect()
      window.removeEventListener('focusin', noteOpener)
      window.removeEventListener('focusin', passFocusOn)
      window.removeEventListener('keydown', confirmByKey)
      window.removeEventListener('keydown', closeWithoutFocus)
    }
  }, [])
}

/** Open dialogs and drawers, and what had the focus before each. */
const openers = new Map<Element, HTMLElement>()

function noteOpener({ target, relatedTarget }: FocusEvent): void {
  if (!(target instanceof Element) || !(relatedTarget instanceof HTMLElement)) return
  const dialog = target.closest('.ant-modal-root, .ant-drawer')
  if (dialog !== null && !openers.has(dialog) && !dialog.contains(relatedTarget)) openers.set(dialog, relatedTarget)
}

/** A dialog that was taken out of the page leaves the focus nowhere. */
function giveFocusBack(): void {
  for (const [dialog, opener] of openers) {
    if (dialog.isConnected) continue
    openers.delete(dialog)
    if (opener.isConnected && document.activeElement === document.body) opener.focus({ preventScroll: true })
  }
}

/** A dialog that takes the focus from outside gives it to its first field. */
function passFocusOn({ target, relatedTarget }: FocusEvent): void {
  if (!(target instanceof HTMLElement)) return
  const body = target.closest('.ant-modal')?.querySelector('.ant-modal-body')
  if (!body || body.contains(target) || target.closest('.ant-modal-footer') !== null) return
  if (relatedTarget instanceof Node && target.closest('.ant-modal')?.contains(relatedTarget)) return
  const field = [...body.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(FIELDS)].find(
    (one) => !one.disabled && one.offsetParent !== null,
  )
  field?.focus()
}

/** A button that went with what it did leaves the focus on the page, where the drawer behind it hears no key. */
function closeWithoutFocus(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.target !== document.body || composes(event)) return
  const front = [...document.querySelectorAll('.ant-drawer-open')].at(-1)
  const close = front?.querySelector('.ant-drawer-close')
  if (close instanceof HTMLButtonElement) close.click()
}

/** Presses the main button of the dialog the key was pressed in, as a click would: a closed one does nothing. */
function confirmByKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || composes(event)) return
  if (!(event.target instanceof Element)) return
  const main = event.target
    .closest('.ant-modal')
    ?.querySelector('.ant-modal-footer .ant-btn-primary, .ant-modal-confirm-btns .ant-btn-primary')
  if (!(main instanceof HTMLButtonElement)) return
  event.preventDefault()
  main.click()
}
