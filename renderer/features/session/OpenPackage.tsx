import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import type { PackageHead, WorkspaceOpened } from '../../../shared/exchange/views.ts'
import { sizeText } from '../../../shared/fileSize.ts'
import { call } from '../../client.ts'
import { enterWorkspace } from '../../packages.ts'
import { Failure } from '../../ui/Notices.tsx'
import { PackageCode } from '../../ui/PackageCode.tsx'
import { PersonFields } from '../../ui/PersonFields.tsx'
import { RecoveryCode } from '../../ui/RecoveryCode.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

interface Answers {
  passphrase: string
  name: string
  password: string
}

/** 打开派发包: what the file says of itself, then passphrase, name and password; ends in the package's own workspace. */
export function OpenPackage({ onBack }: { onBack: () => void }) {
  const [chosen, setChosen] = useState<{ token: string; name: string; head: PackageHead } | null>(null)
  const [opened, setOpened] = useState<WorkspaceOpened | null>(null)
  const { busy, problem, submit } = useSubmit()

  const choose = () =>
    submit(async () => {
      const file = await call('dialog.openPackage', {})
      if (file !== null) setChosen({ ...file, head: await call('exchange.peek', { file: file.token }) })
    })
  const open = (file: string, answers: Answers) =>
    submit(async () => setOpened(await call('exchange.open', { file, ...answers })))
  const enter = (workspaceId: string) => submit(() => enterWorkspace(workspaceId))

  if (opened !== null) {
    return (
      <main className="door wide">
        <h1>派发包已打开：{opened.cases} 件</h1>
        {problem !== '' && <Failure message={problem} />}
        <RecoveryCode
          code={opened.recoveryCode}
          done="进入工作区"
          onKept={() => void enter(opened.workspace.workspaceId)}
        />
      </main>
    )
  }
  return (
    <main className="door">
      <h1>打开派发包</h1>
      <p className="quiet">派发包打开成自己的工作区，与本机其他数据互不影响；本机可以同时有几个。</p>
      {problem !== '' && <Failure message={problem} />}
      {chosen !== null && chosen.head.kind === 'return' && (
        <Failure message={`“${chosen.name}”是回收包，应由科长在本局电脑的“交换 → 合并”里打开；这里请选派发包`} />
      )}
      {chosen !== null && chosen.head.kind === 'dispatch' && (
        <>
          <p>
            {chosen.name}，{chinaMinute(chosen.head.madeAt)} 制作，{sizeText(chosen.head.bytes)}
          </p>
          <PackageCode code={chosen.head.code} note="打开前请与派发人电话核对这个内容码；不一致就不要打开" />
          <Form<Answers>
            layout="vertical"
            requiredMark={false}
            onFinish={(answers) => void open(chosen.token, answers)}
          >
            <Form.Item
              name="passphrase"
              label="派发包口令（由派发人另行告知）"
              rules={[{ required: true, message: '请填写口令' }]}
            >
              <Input.Password autoFocus maxLength={200} autoComplete="off" />
            </Form.Item>
            <PersonFields passwordLabel="在本局的密码" />
            <Button type="primary" htmlType="submit" block loading={busy}>
              {busy ? '正在核验并打开…' : '核验并打开'}
            </Button>
          </Form>
        </>
      )}
      <div className="acts">
        <Button type={chosen === null ? 'primary' : 'default'} disabled={busy} onClick={() => void choose()}>
          {chosen === null ? '选择派发包…' : '另选…'}
        </Button>
        <Button disabled={busy} onClick={onBack}>
          返回
        </Button>
      </div>
    </main>
  )
}
