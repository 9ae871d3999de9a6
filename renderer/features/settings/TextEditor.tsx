import { Alert, App, Button } from 'antd'
import { useRef, useState } from 'react'
import { OWN_WORDS, paperYaml, templateProblems, textName } from '../../../shared/report/paperText.ts'
import type { PaperTextView } from '../../../shared/settings/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved, useUser } from '../../workspace.ts'
import { FieldChips } from './FieldChips.tsx'
import { TextFields } from './TextFields.tsx'
import { TextPreview } from './TextPreview.tsx'
import { TextTable } from './TextTable.tsx'
import { draftKey, keepDraft, useTextDrafts } from './textDrafts.ts'
import { type TextForm, toForm, toTemplate } from './textForm.ts'
import type { WordsTarget } from './WordsField.tsx'

interface Props {
  view: PaperTextView
  onSaved(views: PaperTextView[]): void
}

/** The words of one paper as a form, what is wrong with them, and the pages they make. */
export function TextEditor({ view, onSaved }: Props) {
  const { kind } = view
  const { modal } = App.useApp()
  const key = draftKey(useUser()?.id ?? '', kind)
  const [form, setForm] = useState(() => useTextDrafts.getState()[key] ?? toForm(view.template))
  const target = useRef<WordsTarget | null>(null)
  const { busy, problem, submit } = useSubmit()
  const template = toTemplate(form)
  const text = paperYaml(template)
  const problems = templateProblems(kind, template)
  const saved = paperYaml(view.template)
  const dirty = text !== saved
  const closed = problems[0] ?? (dirty ? '' : '没有改动')
  const change = (part: Partial<TextForm>) => {
    const next = { ...form, ...part }
    setForm(next)
    keepDraft(key, paperYaml(toTemplate(next)) === saved ? null : next)
  }
  const focus = (next: WordsTarget) => {
    target.current = next
  }

  const save = (words: string | null) =>
    submit(async () => {
      const views = await call('settings.saveText', { kind, text: words })
      keepDraft(key, null)
      onSaved(views)
      noteSaved()
    })

  function giveUp(): void {
    keepDraft(key, null)
    setForm(toForm(view.template))
  }

  function restore(): void {
    modal.confirm({
      title: `“${textName(kind)}”恢复随程序的文字？`,
      content: '本局设定的文字不再使用。已导出的文书不受影响。',
      okText: '恢复',
      cancelText: '取消',
      onOk: () => save(null),
    })
  }

  return (
    <div className="text-desk">
      <div className="text-form">
        <div className="acts first">
          <span className="quiet">{view.own ? `${OWN_WORDS}。` : '随程序的文字。'}</span>
          <Act
            command
            channel="settings.saveText"
            type="primary"
            loading={busy}
            closed={closed}
            onClick={() => void save(text)}
          >
            保存文书文字
          </Act>
          {dirty && <Button onClick={giveUp}>放弃改动</Button>}
          {view.own && (
            <Act channel="settings.saveText" onClick={restore}>
              恢复随程序的文字…
            </Act>
          )}
        </div>
        {view.shippedChanged && (
          <Alert
            className="tight"
            type="info"
            showIcon
            title="随程序的文字已更新，这里仍用本局的文字。要用新的，请恢复随程序的文字。"
          />
        )}
        {view.problem !== '' && (
          <Failure message={`本局的文字这一版不能用，下面是随程序的文字，请改好后保存。${view.problem}`} />
        )}
        {problem !== '' && <Failure message={problem} />}
        {problems.length > 0 && (
          <Alert
            className="tight"
            type="error"
            title={
              <ul className="warnings" aria-label="需要改正">
                {problems.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            }
          />
        )}
        <FieldChips kind={kind} blanks={form.blanks} target={target} />
        <div className="text-parts">
          <TextFields form={form} change={change} focus={focus} />
          {form.table !== null && (
            <TextTable
              kind={kind}
              table={form.table}
              change={(part) => form.table !== null && change({ table: { ...form.table, ...part } })}
              focus={focus}
            />
          )}
        </div>
      </div>
      <TextPreview kind={kind} text={text} closed={problems[0] ?? ''} />
    </div>
  )
}
