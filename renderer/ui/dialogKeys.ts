import { useEffect } from 'react'
import { composes } from './keys.ts'

/** What a person fills in; of a group of radio buttons the one that is chosen. */
const FIELDS = 'textarea, input:not([type="radio"]), input[type="radio"]:checked'

/** In every dialog: it opens with the first field in focus, and Ctrl+Enter confirms. Esc is the dialog's own. */
export function useDialogKeys(): void {
  useEffect(() => {
    window.addEventListener('focusin', passFocusOn)
    window.addEventListener('keydown', confirmByKey)
    return () => {
      window.removeEventListener('focusin', passFocusOn)
      window.removeEventListener('keydown', confirmByKey)
    }
  }, [])
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
