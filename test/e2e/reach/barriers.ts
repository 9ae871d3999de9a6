/** What stands in the way of a person without a mouse, with weak sight or with the screen at 200 %. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds serious or critical in what the window shows, a line each; empty when nothing. */
export async function axeFindings(page: Page, only: 'everything' | 'contrast' = 'everything'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE)
    // Colours on their way from one look to the other are those of neither.
    await page.evaluate(() => {
      const still = new CSSStyleSheet()
      still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }')
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, still]
    })
  }
  return page.evaluate(async (rule) => {
    const axe: { run(where: Document, options: object): Promise<{ violations: Violation[] }> } = Reflect.get(
      window,
      'axe',
    )
    // Chromium lets Tab stop at a scrolling region without controls by itself (130 and later), which axe does not know.
    const rules = { 'scrollable-region-focusable': { enabled: false } }
    const chosen = rule === 'contrast' ? { runOnly: ['color-contrast'] } : { rules }
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...chosen })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
      )
  }, only)
}

interface Violation {
  id: string
  impact: string
  nodes: { html: string; target: string[] }[]
}

/** Keys, file kinds, fonts, the marks of numbers, codes, hashes, packages, files and addresses, the policy's own "All in AI", and `platform`, which the sample workbook writes in a cell: what may stand in Latin letters. */
const LATIN =
  /https?:\S+|All in AI|[\w\u4e00-\u9fff（）.-]+\.(pdf|xlsx|png|jpe?g|yaml|html|json|files|db(\.key)?)|\b(Ctrl|Enter|Esc|Shift|Home|End|PgUp|PgDn|PDF|PNG|JPEG|Excel|WPS|xlsx|jyzb|Noto|Sans|Serif|Bold|platform)\b|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b|\b[A-Z0-9]*\d[A-Z0-9]*\b|\b(?:[0-9a-f]{64}|[0-9a-f]{4})\b/g

/** Words left in English, seen or heard, a line each. */
export async function englishLeft(page: Page): Promise<string[]> {
  const words = await page.evaluate(() => {
    const said = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    )
    // An option of a list has its name to be heard by; its text is what the program calls it, and not shown.
    const texts = [...document.querySelectorAll('body :not(script, style, [role="option"][aria-label])')]
      .flatMap(({ childNodes }) => [...childNodes])
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    return [...said, ...texts.map(({ textContent }) => textContent ?? '')]
  })
  const left = words.filter((text) => /[A-Za-z]{3,}/.test(text.replace(LATIN, '')))
  return [...new Set(left)].map((text) => `英文：${text.slice(0, 80)}`)
}

export interface TabWalk {
  /** How many places the Tab key stopped at. */
  stops: number
  /** Controls in sight that Tab never came to. */
  unreached: string[]
  /** Stops that look the same with and without the focus, or lie outside the window. */
  unseen: string[]
}

/** Goes once around with the Tab key: through the dialog in front, or through the whole page. */
export async function walkByTab(page: Page): Promise<TabWalk> {
  await page.evaluate(installWalk)
  const controls = await page.evaluate(() => Reflect.get(window, 'tabWalk').begin())
  const unseen: string[] = []
  let stops = 0
  // Some stops are no controls of their own (a scrolling region), and a long table brings new rows on the way.
  for (let press = 0; press < 4 * controls + 100; press += 1) {
    await page.keyboard.press('Tab')
    const stop: { again: boolean; fault: string } = await page.evaluate(() => Reflect.get(window, 'tabWalk').stop())
    if (stop.again) break
    stops += 1
    if (stop.fault !== '') unseen.push(stop.fault)
  }
  const unreached: string[] = await page.evaluate(() => Reflect.get(window, 'tabWalk').end())
  return { stops, unreached, unseen }
}

/** Runs in the page: remembers how every control looks without the focus, then judges each stop against that. */
function installWalk(): void {
  const CONTROLS =
    'button, a[href], input, select, textarea, summary, [tabindex="0"], [role="tab"], [role="switch"], [role="button"]'
  const still = new CSSStyleSheet()
  still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }')
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const scope = () =>
    [...document.querySelectorAll('.ant-modal-wrap, .ant-drawer-open')].filter(isShown).at(-1) ?? document.body
  const name = (element: Element) => {
    const words = element.getAttribute('aria-label') ?? element.textContent ?? ''
    return `<${element.tagName.toLowerCase()} class="${element.className}"> ${words.trim().slice(0, 40)}`
  }
  /** A hidden input shows its focus on its label or frame, so those around it count as well. */
  const around = (element: Element): Element[] => {
    const near: Element[] = [element]
    for (let each = element.parentElement; each !== null && near.length < 4; each = each.parentElement) near.push(each)
    return [...near, ...(element.parentElement?.children ?? [])]
  }
  const look = (element: Element) => {
    const { outlineStyle, outlineColor, outlineWidth, boxShadow, borderColor, backgroundColor } =
      getComputedStyle(element)
    const outline = outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineColor} ${outlineWidth}`
    return [outline, boxShadow, borderColor, backgroundColor].join('|')
  }
  const looks = new Map<Element, string>()
  const visited = new Set<Element>()
  let controls: Element[] = []

  Reflect.set(window, 'tabWalk', {
    begin() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, still]
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      controls = [...scope().querySelectorAll(CONTROLS)].filter(
        (element) =>
          isShown(element) &&
          !element.matches(':disabled, [tabindex="-1"], [aria-hidden="true"] *, .ant-input-number-action'),
      )
      for (const control of controls) for (const each of around(control)) looks.set(each, look(each))
      return controls.length
    },
    stop() {
      const active = document.activeElement
      // From the last control the way leads over the page itself to the first.
      if (active === null || active === document.body) return { again: false, fault: '' }
      if (visited.has(active)) return { again: true, fault: '' }
      visited.add(active)
      const frame = around(active)
      const { top, bottom, left, right } = (frame[1] ?? active).getBoundingClientRect()
      if (bottom < 1 || right < 1 || top > innerHeight - 1 || left > innerWidth - 1)
        return { again: false, fault: `outside the window: ${name(active)}` }
      const known = frame.filter((each) => looks.has(each))
      // What came into the page on the way (rows of a long table) was never seen without the focus.
      if (!looks.has(active)) return { again: false, fault: '' }
      const changes = known.some((each) => looks.get(each) !== look(each))
      return { again: false, fault: changes ? '' : `no ring: ${name(active)}` }
    },
    end() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still)
      const radios = new Set([...visited].map((each) => each.getAttribute('name')).filter(Boolean))
      return controls
        .filter((each) => !visited.has(each) && isShown(each) && each.isConnected)
        .filter((each) => !(each.matches('[type="radio"]') && radios.has(each.getAttribute('name'))))
        .map(name)
    },
  })
}

/** Controls that nobody can bring into sight: cut off by a frame that does not scroll, or outside the window. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll('button, input, textarea, summary, h1, h2, [role="combobox"]')
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
    const LEAST_SEEN = 40
    const outside = (low: number, high: number, from: number, to: number) =>
      (low + high) / 2 < from || (low + high) / 2 > to
    const isLost = (element: Element): boolean => {
      let { left, right, top, bottom } = element.getBoundingClientRect()
      for (let frame = element.parentElement; frame !== null; frame = frame.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(frame)
        const box = frame.getBoundingClientRect()
        if (scrolls(overflowY) && box.height < LEAST_SEEN) return true
        if (scrolls(overflowX)) [left, right] = [box.left, box.right]
        else if (overflowX !== 'visible' && outside(left, right, box.left, box.right)) return true
        if (scrolls(overflowY)) [top, bottom] = [box.top, box.bottom]
        else if (overflowY !== 'visible' && outside(top, bottom, box.top, box.bottom)) return true
      }
      return outside(left, right, 0, innerWidth) || outside(top, bottom, 0, innerHeight)
    }
    return (
      [...controls]
        .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((each) => each.getClientRects().length > 0 && each.closest('[aria-hidden="true"]') === null)
        // A long table brings its rows into sight by itself; whether the table has room is seen at its head and sums.
        .filter((each) => each.closest('.ant-table-tbody-virtual') === null)
        .filter(isLost)
        .map(
          (each) =>
            `<${each.tagName.toLowerCase()}> ${(each.getAttribute('aria-label') ?? each.textContent ?? '').slice(0, 40)}`,
        )
    )
  })
}
