import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { AUDIT_KIND_NAMES, AUDIT_KINDS, type AuditKind } from '../../../shared/audit/kinds.ts'
import { type AuditFilter, WHOLE_LOG } from '../../../shared/audit/views.ts'
import { readDay } from '../../ui/DayField.tsx'

/** Typing rests this long before the log is searched, in milliseconds. */
const REST = 300

/** As typed: days as text, which may not be days yet. */
interface Typed extends Pick<AuditFilter, 'who' | 'kind' | 'caseNo' | 'words'> {
  from: string
  to: string
}

const NOTHING: Typed = { who: null, kind: null, caseNo: '', words: '', from: '', to: '' }

/** Whose entries, of what, of which application, when, with which words. Give `onChange` from useCallback. */
export function AuditFilters({ people, onChange }: { people: string[]; onChange(filter: AuditFilter): void }) {
  const [typed, setTyped] = useState(NOTHING)
  const set = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const from = readDay(typed.from)
  const to = readDay(typed.to)

  useEffect(() => {
    if (typed === NOTHING) return
    const days = { from: readDay(typed.from), to: readDay(typed.to) }
    if (!days.from.ok || !days.to.ok) return
    const { who, kind, caseNo, words } = typed
    const filter = { who, kind, caseNo: caseNo.trim(), words: words.trim(), from: days.from.day, to: days.to.day }
    const timer = setTimeout(() => onChange(filter), REST)
    return () => clearTimeout(timer)
  }, [typed, onChange])

  const reset = () => {
    setTyped(NOTHING)
    onChange(WHOLE_LOG)
  }

  return (
    <search className="audit-filters">
      <Select<AuditKind>
        aria-label="类别"
        allowClear
        placeholder="全部类别"
        popupMatchSelectWidth={false}
        value={typed.kind}
        options={AUDIT_KINDS.map((value) => ({ value, label: AUDIT_KIND_NAMES[value] }))}
        onChange={(kind: AuditKind | undefined) => set({ kind: kind ?? null })}
      />
      <Select<string>
        aria-label="人员"
        allowClear
        showSearch
        placeholder="全部人员"
        popupMatchSelectWidth={false}
        value={typed.who}
        options={people.map((value) => ({ value, label: value }))}
        onChange={(who: string | undefined) => set({ who: who ?? null })}
      />
      <Input
        aria-label="申报编号"
        allowClear
        placeholder="申报编号（写全）"
        value={typed.caseNo}
        onChange={(event) => set({ caseNo: event.target.value })}
      />
      <Day
        label="起始日期"
        placeholder="起 2026-03-05"
        typed={typed.from}
        ok={from.ok}
        onType={(text) => set({ from: text })}
      />
      <Day
        label="截止日期"
        placeholder="止 2026-03-05"
        typed={typed.to}
        ok={to.ok}
        onType={(text) => set({ to: text })}
      />
      <Input
        aria-label="内容含"
        allowClear
        placeholder="内容含…"
        maxLength={100}
        value={typed.words}
        onChange={(event) => set({ words: event.target.value })}
      />
      <Button onClick={reset}>清除</Button>
      {(!from.ok || !to.ok) && <span className="problem">日期请写成 2026-03-05</span>}
    </search>
  )
}

interface DayProps {
  label: string
  placeholder: string
  typed: string
  ok: boolean
  onType(text: string): void
}

function Day({ label, placeholder, typed, ok, onType }: DayProps) {
  return (
    <Input
      aria-label={label}
      className="digits audit-day"
      placeholder={placeholder}
      value={typed}
      status={ok ? '' : 'error'}
      onChange={(event) => onType(event.target.value)}
    />
  )
}
