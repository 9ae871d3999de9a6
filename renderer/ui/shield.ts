import { create } from 'zustand'

/** 投屏: from its beginning until it is ended, every page of the window hides personal data, not only the meeting. */
export const useShield = create<{ on: boolean }>()(() => ({ on: false }))

/** The style sheet blurs what is marked `personal` while the page says so; what the mouse would bring up is kept back. */
export function setShield(on: boolean): void {
  document.documentElement.toggleAttribute('data-shield', on)
  if (on) document.addEventListener('mouseover', keepTitles, true)
  else {
    document.removeEventListener('mouseover', keepTitles, true)
    giveTitlesBack()
  }
  useShield.setState({ on })
}

/** The mark for the name of an applicant: only 第十条 pays people. */
export function nameMark(article: string | null): string {
  return article === 'talent' ? 'personal' : ''
}

/** Titles taken off while shielded, by their element. */
const kept = new Map<Element, string>()

/**
 * Nothing pops up on the wall: a style sheet cannot blur a title, so every one under the mouse is taken off. With the
 * nearest gone the browser would show the next one around it.
 */
function keepTitles({ target }: Event): void {
  if (!(target instanceof Element)) return
  for (let holder = target.closest('[title]'); holder !== null; holder = target.closest('[title]')) {
    kept.set(holder, holder.getAttribute('title') ?? '')
    holder.removeAttribute('title')
  }
}

/** A title that was drawn anew meanwhile is the newer one. */
function giveTitlesBack(): void {
  for (const [holder, title] of kept) if (!holder.hasAttribute('title')) holder.setAttribute('title', title)
  kept.clear()
}
