import { useEffect, useSyncExternalStore } from 'react'
import { recall, remember } from './remember.ts'

export const APPEARANCES = ['auto', 'light', 'dark'] as const
export type Appearance = (typeof APPEARANCES)[number]

const listeners = new Set<() => void>()
const system = window.matchMedia('(prefers-color-scheme: dark)')

export function appearance(): Appearance {
  const kept = recall('appearance')
  return APPEARANCES.find((each) => each === kept) ?? 'light'
}

export function setAppearance(next: Appearance): void {
  remember('appearance', next)
  for (const listener of listeners) listener()
}

/** True when the window is to be dark; also marks the page, so that the style sheet follows. */
export function useAppearance(): boolean {
  const dark = useSyncExternalStore(subscribe, isDark)
  useEffect(() => {
    document.documentElement.dataset.look = dark ? 'dark' : 'light'
  }, [dark])
  return dark
}

function isDark(): boolean {
  const chosen = appearance()
  return chosen === 'dark' || (chosen === 'auto' && system.matches)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  system.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    system.removeEventListener('change', listener)
  }
}
