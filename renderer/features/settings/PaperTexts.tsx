import { useCallback, useState } from 'react'
import { TEXT_KINDS, type TextKind, textName } from '../../../shared/report/paperText.ts'
import { call } from '../../client.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useUser } from '../../workspace.ts'
import { TextEditor } from './TextEditor.tsx'
import { draftKey, useTextDrafts } from './textDrafts.ts'

/** 文书文字: the words of each notice and letter, as the bureau wants them. */
export function PaperTexts() {
  const ask = useCallback(() => call('settings.texts', {}), [])
  const { loaded, reload, take } = useLoaded(ask)
  const [open, setOpen] = useState<TextKind>('notice')
  const accountId = useUser()?.id ?? ''
  const drafts = useTextDrafts()
  if (loaded.state === 'working') return <Working words="正在读取文书文字…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const view = loaded.value.find(({ kind }) => kind === open)
  return (
    <section className="card grow paper-texts">
      <div className="acts first">
        <Choices
          label="哪一份文书"
          items={loaded.value.map(({ kind, own }) => ({
            key: kind,
            label: `${textName(kind)}${own ? '（本局）' : ''}${drafts[draftKey(accountId, kind)] === undefined ? '' : '（未保存）'}`,
          }))}
          open={open}
          onOpen={(key) => setOpen(TEXT_KINDS.find((kind) => kind === key) ?? open)}
        />
      </div>
      {view !== undefined && (
        <TextEditor key={`${view.kind}${view.own}${view.shippedChanged}`} view={view} onSaved={take} />
      )}
    </section>
  )
}
