import { useEffect, useEffectEvent } from 'react'

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

/** Listens for the screen's shortcuts while mounted; a dialog or drawer in front takes them away. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null) return
    const action = actions[shortcutOf(event) ?? '']
    if (action === undefined) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
