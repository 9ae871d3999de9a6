import { create } from 'zustand'

/** 投屏: from its beginning until it is ended, every page of the window hides personal data, not only the meeting. */
export const useShield = create<{ on: boolean }>()(() => ({ on: false }))

/** The style sheet blurs what is marked `personal` while the page says so. */
export function setShield(on: boolean): void {
  document.documentElement.toggleAttribute('data-shield', on)
  useShield.setState({ on })
}

/** The mark for the name of an applicant: only 第十条 pays people. */
export function nameMark(article: string | null): string {
  return article === 'talent' ? 'personal' : ''
}
