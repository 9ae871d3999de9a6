import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { call } from '../../client.ts'
import { HouseLines } from '../../ui/HouseLines.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { PersonFields } from '../../ui/PersonFields.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadSession } from '../../workspace.ts'

type Chosen = { token: string; view: Output<'move.inspect'> }

/** 从另一台电脑迁入: on a computer without a case database; what the folder holds is shown before anything is done. */
export function MoveIn({ onBack }: { onBack: () => void }) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [done, setDone] = useState<Output<'move.import'> | null>(null)
  const { busy, problem, submit } = useSubmit()

  const choose = () =>
    submit(async () => {
      const list = await call('dialog.moveIn', {})
      if (list !== null) setChosen({ token: list.token, view: await call('move.inspect', { list: list.token }) })
    })
  const takeIn = (list: string, who: { name: string; password: string }) =>
    submit(async () => setDone(await call('move.import', { list, ...who })))

  return (
    <main className="door">
      <h1>从另一台电脑迁入</h1>
      {problem !== '' && <Failure message={problem} />}
      {done !== null ? (
        <>
          <Alert
            className="tight"
            type="success"
            showIcon
            title="已迁入，文件、记录、留痕和附件核验通过"
            description={<HouseLines view={done} />}
          />
          <Button type="primary" autoFocus onClick={() => void loadSession()}>
            去登录
          </Button>
        </>
      ) : (
        <>
          <p className="quiet">
            在原电脑的“设置 → 换电脑”迁出后，选迁移文件夹里的“迁移清单.json”。本机还没有案卷库，不会覆盖任何文件。
          </p>
          {chosen !== null && (
            <>
              <Alert className="tight" type="info" title="文件夹里有" description={<HouseLines view={chosen.view} />} />
              <Form<{ name: string; password: string }>
                layout="vertical"
                requiredMark={false}
                onFinish={(who) => void takeIn(chosen.token, who)}
              >
                <PersonFields nameLabel="原电脑上的管理员姓名" focus="name" remembered={false} />
                <Button type="primary" htmlType="submit" block loading={busy}>
                  {busy ? '正在拷贝并核验…' : '迁入并核验'}
                </Button>
              </Form>
            </>
          )}
          <div className="acts">
            <Button type={chosen === null ? 'primary' : 'default'} disabled={busy} onClick={() => void choose()}>
              {chosen === null ? '选择迁移清单…' : '另选…'}
            </Button>
            <Button disabled={busy} onClick={onBack}>
              返回
            </Button>
          </div>
        </>
      )}
    </main>
  )
}
