import { Alert, Select } from 'antd'
import { useRef, useState } from 'react'
import { type TextKind, textName } from '../../../shared/report/paperText.ts'
import type { PaperPreview } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { useWorkspace } from '../../workspace.ts'

type Shown =
  | { state: 'none' }
  | { state: 'working' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; paper: PaperPreview; text: string }

interface Props {
  kind: TextKind
  text: string
  /** What must be mended first; empty: nothing. */
  closed: string
}

/** The real pages of a round with the words as they stand in the form; nothing is kept. */
export function TextPreview({ kind, text, closed }: Props) {
  const rounds = useWorkspace((state) => state.rounds)
  const open = useWorkspace((state) => state.roundId)
  const [chosen, setChosen] = useState(open)
  const [shown, setShown] = useState<Shown>({ state: 'none' })
  const asked = useRef(0)

  async function preview(roundId: string): Promise<void> {
    asked.current += 1
    const mine = asked.current
    setShown({ state: 'working' })
    let next: Shown
    try {
      next = { state: 'ready', paper: await call('settings.previewText', { kind, roundId, text }), text }
    } catch (error) {
      next = { state: 'failed', message: sentence(error) }
    }
    if (asked.current === mine) setShown(next)
  }

  const stop = closed !== '' ? closed : chosen === null ? '还没有批次，不能预览；文字照样可以保存' : ''
  return (
    <section className="text-preview" aria-label="预览">
      <div className="acts first">
        <Select
          size="small"
          aria-label="用哪个批次预览"
          style={{ width: 150 }}
          value={chosen}
          options={rounds.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id: string | null) => {
            setChosen(id)
            setShown({ state: 'none' })
          }}
        />
        <Act
          command={`预览${textName(kind)}的文字`}
          channel="settings.previewText"
          size="small"
          closed={stop}
          onClick={() => chosen !== null && void preview(chosen)}
        >
          预览
        </Act>
        {shown.state === 'ready' && shown.text !== text && <span className="quiet">文字又有改动，请再按预览</span>}
      </div>
      {shown.state === 'none' && <Nothing words="按“预览”，看这些文字印出来的样子。" />}
      {shown.state === 'working' && <Working words="正在排出页面…" />}
      {shown.state === 'failed' && <Failure message={shown.message} />}
      {shown.state === 'ready' && <Ready paper={shown.paper} />}
    </section>
  )
}

function Ready({ paper: { pdf, problems, warnings } }: { paper: PaperPreview }) {
  return (
    <>
      {problems.length > 0 && <Alert className="tight" type="error" title={problems.join('；')} />}
      {warnings.length > 0 && <Alert className="tight" type="warning" title={warnings.join('；')} />}
      <div className="text-pages">
        <PdfPages bytes={pdf} list={false} />
      </div>
    </>
  )
}
