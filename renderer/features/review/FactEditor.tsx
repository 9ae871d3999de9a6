import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { CaseView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { composes } from '../../ui/keys.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { CorrectionEffect } from './CorrectionEffect.tsx'
import { type Field, FieldInput } from './FieldInput.tsx'
import { closeFact } from './factEditStore.ts'
import { flushDraft, takeView } from './reviewStore.ts'
import { useCorrectionPlan } from './useCorrectionPlan.ts'

/** One fact being corrected in its place: new value, how it reads, what it does, why. */
export function FactEditor({ view, field }: { view: CaseView; field: Field }) {
  const { fact, label, before, hint, personal } = field
  const [text, setText] = useState(personal ? '' : before)
  const box = useRef<HTMLDivElement>(null)
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const changed = text.trim() !== before && !(personal && text.trim() === '')
  const edits = changed ? [{ fact, text: text.trim() }] : []
  const effect = useCorrectionPlan(view.row.id, edits)
  const changes = effect.state === 'ready' && effect.plan.changes.length > 0
  const open = changes && reason.trim() !== '' && !busy

  async function save(): Promise<void> {
    if (!open) return
    await submit(async () => {
      await flushDraft()
      takeView(await call('case.correct', { caseId: view.row.id, edits, reason: reason.trim() }))
      closeFact()
    })
  }

  // What it says beneath the field belongs in sight too.
  useEffect(() => {
    if (effect.state !== 'working') box.current?.scrollIntoView({ block: 'nearest' })
  }, [effect.state])

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (composes({ isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) return
    if (event.key === 'Escape') closeFact()
    if (event.key === 'Enter' && fact !== 'article') void save()
  }

  return (
    <div className="fact editing" ref={box}>
      <dt>
        <label htmlFor="fact-text">{label}</label>
      </dt>
      <dd>
        <FieldInput
          id="fact-text"
          fact={fact}
          value={text}
          hint={hint}
          autoFocus
          onKeyDown={onKeyDown}
          onChange={setText}
        />
        <CorrectionEffect effect={effect} />
        <Input
          aria-label={`更正${label}的理由`}
          placeholder="更正理由（必填）"
          maxLength={2000}
          value={reason}
          onKeyDown={onKeyDown}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem !== '' && <p className="problem">{problem}</p>}
        <div className="fact-acts">
          <Button size="small" type="primary" disabled={!open} loading={busy} onClick={() => void save()}>
            保存更正
          </Button>
          <Button size="small" onClick={closeFact}>
            取消 <kbd>Esc</kbd>
          </Button>
          {changes && reason.trim() === '' && <span className="quiet">须写明理由</span>}
        </div>
      </dd>
    </div>
  )
}
