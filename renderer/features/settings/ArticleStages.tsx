import { Checkbox, Input } from 'antd'
import { useCallback, useState } from 'react'
import { type ArticleStagesView, OPTIONAL_STAGES } from '../../../shared/settings/views.ts'
import type { Stage } from '../../../shared/stages/stages.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

/** 各条款环节: what each article passes, and what the bureau leaves out, on a basis. */
export function ArticleStages() {
  const ask = useCallback(() => call('settings.stages', {}), [])
  const { loaded, reload, take } = useLoaded(ask)
  if (loaded.state === 'working') return <Working words="正在读取环节…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  return (
    <>
      <p className="quiet">
        {OPTIONAL_STAGES.join('、')}
        可以按条款省去，须写明依据；其余环节每件必经。省去后，正在办理的申报也按新的环节往下走。
      </p>
      {loaded.value.map((view) => (
        <ArticleCard key={view.article} view={view} onSaved={take} />
      ))}
    </>
  )
}

function ArticleCard({ view, onSaved }: { view: ArticleStagesView; onSaved: (views: ArticleStagesView[]) => void }) {
  const [off, setOff] = useState<readonly Stage[]>(view.off)
  const [basis, setBasis] = useState(view.basis)
  const { busy, problem, submit } = useSubmit()
  const dirty = basis !== view.basis || off.join() !== view.off.join()
  const optional = view.stages.some((stage) => OPTIONAL_STAGES.includes(stage))
  const closed = !dirty ? '没有改动' : off.length > 0 && basis.trim() === '' ? '请写明省去环节的依据' : ''

  async function save(): Promise<void> {
    await submit(async () => {
      onSaved(await call('settings.saveStages', { article: view.article, off: [...off], basis }))
      noteSaved()
    })
  }

  return (
    <section className="card">
      <h2>
        {view.articleNo} {view.title}
      </h2>
      <div className="stage-path">
        {view.stages.map((stage) =>
          OPTIONAL_STAGES.includes(stage) ? (
            <Checkbox
              key={stage}
              checked={!off.includes(stage)}
              onChange={(event) =>
                setOff(OPTIONAL_STAGES.filter((one) => (one === stage ? !event.target.checked : off.includes(one))))
              }
            >
              {stage}
            </Checkbox>
          ) : (
            <span key={stage} className="quiet">
              {stage}
            </span>
          ),
        )}
      </div>
      {optional && (
        <div className="stage-basis">
          <Input
            aria-label={`${view.articleNo}省去环节的依据`}
            placeholder="省去环节的依据（文号或会议纪要）"
            maxLength={500}
            value={basis}
            onChange={(event) => setBasis(event.target.value)}
          />
          <Act channel="settings.saveStages" loading={busy} closed={closed} onClick={() => void save()}>
            保存
          </Act>
        </div>
      )}
      {problem !== '' && <Failure message={problem} />}
    </section>
  )
}
