import { useEffect, useEffectEvent, useRef } from 'react'

/** What is looked at in a key press; a KeyboardEvent fits. */
export interface KeyPress {
  key: string
  keyCode: number
  isComposing: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  defaultPrevented: boolean
  target: EventTarget | null
}

/** True while an input method composes: the keys belong to it, not to the screen. */
export function composes(press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing || press.keyCode === 229
}

/** Where typing goes. */
export function isEditable(target: EventTarget | null): boolean {
  const element = target as { tagName?: unknown; isContentEditable?: unknown; type?: unknown } | null
  if (element === null || typeof element.tagName !== 'string') return false
  if (element.isContentEditable === true) return true
  const tag = element.tagName.toUpperCase()
  if (tag === 'INPUT') return !['checkbox', 'radio', 'button'].includes(String(element.type))
  return tag === 'TEXTAREA' || tag === 'SELECT'
}

/**
 * The name of a screen shortcut ("1", "j", "ctrl+enter"), or null when the press belongs to somebody else. Plain keys
 * never act inside inputs; nothing acts while an input method composes.
 */
export function shortcutOf(press: KeyPress): string | null {
  if (press.defaultPrevented || composes(press) || press.altKey) return null
  const held = press.ctrlKey || press.metaKey
  if (!held && isEditable(press.target)) return null
  const name = press.key.toLowerCase()
  return held ? `ctrl+${name}` : name
}

/** 撤销 by Ctrl+Z, 重做 by Ctrl+Shift+Z or Ctrl+Y; null inside inputs, which have an undo of their own, and while composing. */
export function undoKeyOf(press: KeyPress & { shiftKey: boolean }): 'undo' | 'redo' | null {
  const held = press.ctrlKey || press.metaKey
  if (!held || press.altKey || press.defaultPrevented || composes(press) || isEditable(press.target)) return null
  const key = press.key.toLowerCase()
  if (key === 'z') return press.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !press.shiftKey ? 'redo' : null
}

/** A dialog, drawer or 投屏 is in front: the screen's keys are not meant. */
export function covered(): boolean {
  return (
    document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, dialog[open]') !== null
  )
}

/** A menu, a list or a tooltip is open: Esc closes it and nothing else. */
function popped(): boolean {
  return document.querySelector('.ant-popover-open, .ant-dropdown-open, .ant-select-open, .ant-tooltip-open') !== null
}

/** Listens for the screen's shortcuts while mounted; a dialog or drawer in front takes them away. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const forPopup = useRef(false)
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (covered()) return
    const name = shortcutOf(event) ?? ''
    const action = actions[name]
    if (action === undefined || (name === 'escape' && forPopup.current)) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act(event)
    // Asked before anybody acts on the key: afterwards the menu that took it is gone.
    const ask = () => {
      forPopup.current = popped()
    }
    window.addEventListener('keydown', ask, true)
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', ask, true)
      window.removeEventListener('keydown', listen)
    }
  }, [])
}
