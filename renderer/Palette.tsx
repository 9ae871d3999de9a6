import { Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { looksLikeSheetCode } from '../shared/report/sheetCode.ts'
import type { CaseRow } from '../shared/views.ts'
import { findCases, loadBoard, showCase, useBoard } from './board.ts'
import { arrange, matches, type PaletteEntry, withRecent } from './palette.ts'
import { openSheet } from './sheet.ts'
import { wan } from './ui/amounts.ts'
import { commandsFor } from './ui/commands.ts'
import { composes } from './ui/keys.ts'
import { recall, remember } from './ui/remember.ts'
import { nameMark } from './ui/shield.ts'
import { openPage, openRound, PAGE_NAMES, type Page, pageKey, useRound, useUser, useWorkspace } from './workspace.ts'

/** Remembered pages, commands and rounds; cases are not kept, so that no name outlives the session on the machine. */
const RECENT = 'palette.recent'

interface Place extends PaletteEntry {
  /** Cannot be done now; the hint says why. */
  closed?: boolean
  /** Style of the title. */
  mark?: string
  go(): void
}

/** Ctrl+K: go to any page, round or case, or do what the open page offers, by characters, initials or pinyin. */
export function Palette({ pages, onClose }: { pages: readonly Page[]; onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const entries = useEntries(pages, query)
  const chosen = entries[Math.min(at, entries.length - 1)]

  function go(place: Place): void {
    if (place.closed === true) return
    onClose()
    if (place.kind !== '申报' && place.key !== 'sheet') remember(RECENT, withRecent(recentKeys(), place.key).join('\n'))
    place.go()
  }

  return (
    <Modal
      open
      title="检索并前往"
      footer={null}
      closable={false}
      onCancel={onClose}
      width={620}
      className="palette"
      destroyOnHidden
    >
      <Input
        autoFocus
        value={query}
        placeholder="页面、操作、批次，申报的编号、单位、首字母（jyzb），或纸面核对码"
        aria-label="检索并前往"
        role="combobox"
        aria-expanded
        aria-controls="palette-lines"
        aria-activedescendant={chosen === undefined ? undefined : lineId(chosen)}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (composes(event.nativeEvent)) return
          if (event.key === 'ArrowDown') setAt(Math.min(at + 1, entries.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else if (event.key === 'Enter' && chosen !== undefined) go(chosen)
          else return
          event.preventDefault()
        }}
      />
      <div id="palette-lines" role="listbox" aria-label="可前往的位置和可做的操作" className="palette-lines">
        {entries.length === 0 && <p className="quiet">没有找到“{query}”。可以换编号、单位名称或拼音首字母再试。</p>}
        {entries.map((entry) => (
          <div
            key={entry.key}
            id={lineId(entry)}
            role="option"
            tabIndex={-1}
            aria-selected={entry === chosen}
            aria-disabled={entry.closed === true}
            className={entry === chosen ? 'palette-line on' : 'palette-line'}
            ref={entry === chosen ? (line) => line?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => go(entry)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') go(entry)
            }}
          >
            <span className="quiet kind">{entry.kind}</span>
            <span className={`name ${entry.closed === true ? 'quiet' : ''} ${entry.mark ?? ''}`}>{entry.title}</span>
            <span className="quiet small">{entry.hint}</span>
            <span className="space" />
            {entry.shortcut !== '' && <kbd>{entry.shortcut}</kbd>}
          </div>
        ))}
      </div>
    </Modal>
  )
}

function useEntries(pages: readonly Page[], query: string): Place[] {
  const rounds = useWorkspace((state) => state.rounds)
  const round = useRound()
  const user = useUser()
  const cases = useCases(round?.id ?? null, query)
  const places: Place[] = [
    ...pages.map((page): Place => {
      const shown = {
        kind: '页面',
        title: `打开${PAGE_NAMES[page]}`,
        hint: '',
        shortcut: pageKey(pages, page),
      } as const
      return { key: `page:${page}`, ...shown, go: () => openPage(page) }
    }),
    ...commandsFor(user).map(({ id, label, keys = '', closed = '', run }): Place => {
      const shown = { kind: '操作', title: label, hint: closed, shortcut: keys, closed: closed !== '' } as const
      return { key: `command:${id}`, ...shown, go: () => void run() }
    }),
    ...rounds.map(({ id, name }): Place => {
      const shown = { kind: '批次', title: name, hint: id === round?.id ? '当前' : '', shortcut: '' } as const
      return { key: `round:${id}`, ...shown, go: () => openRound(id) }
    }),
  ]
  if (looksLikeSheetCode(query)) {
    const title = `打开核对码 ${query.trim()} 所属的申报`
    return [{ key: 'sheet', kind: '操作', title, hint: '', shortcut: '', go: () => void openSheet(query) }]
  }
  const found = places.filter(({ title }) => matches(title, query))
  return arrange([...found, ...cases.map(caseEntry)], recentKeys())
}

/** The cases of the open round that the words name; none while nothing is typed. */
function useCases(roundId: string | null, query: string): CaseRow[] {
  const rows = useBoard((state) => state.rows)
  const loaded = useBoard((state) => state.roundId)
  const [found, setFound] = useState<CaseRow[]>([])
  useEffect(() => {
    if (roundId !== null && loaded !== roundId) void loadBoard(roundId)
  }, [roundId, loaded])
  useEffect(() => {
    let current = true
    const wanted = query.trim() === '' ? Promise.resolve([]) : findCases(rows, query)
    void wanted.then((cases) => {
      if (current) setFound(cases)
    })
    return () => {
      current = false
    }
  }, [rows, query])
  return found
}

function caseEntry(row: CaseRow): Place {
  const amount = row.proposedFen ?? row.computedFen
  const hint = [row.applicationNo, row.articleNo, amount === null ? '' : `${wan(amount)} 万元`]
  return {
    key: `case:${row.id}`,
    kind: '申报',
    title: row.applicant,
    mark: nameMark(row.article),
    hint: hint.join(' '),
    shortcut: '',
    go() {
      openPage('review')
      showCase(row.id)
    },
  }
}

function lineId({ key }: PaletteEntry): string {
  return `palette-${key}`
}

function recentKeys(): string[] {
  return (recall(RECENT) ?? '').split('\n').filter((key) => key !== '')
}
