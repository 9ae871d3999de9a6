import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { ROLE_NAMES, ROLES, type Role } from '../../../shared/roles.ts'
import type { AccountLine } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

/** Other roles for an account; they hold from its next step. */
export function RolesDialog({
  account,
  onClose,
  onSaved,
}: {
  account: AccountLine
  onClose: () => void
  onSaved: (account: AccountLine) => void
}) {
  const [roles, setRoles] = useState<Role[]>(account.roles)
  const { busy, problem, submit } = useSubmit()
  const same = [...roles].sort().join() === [...account.roles].sort().join()
  return (
    <Modal
      open
      title={`更改“${account.name}”的角色`}
      okText="保存角色"
      okButtonProps={{ loading: busy, disabled: same || roles.length === 0 }}
      cancelText="取消"
      onOk={() => void submit(async () => onSaved(await call('account.setRoles', { accountId: account.id, roles })))}
      onCancel={onClose}
    >
      <Checkbox.Group
        className="role-list"
        value={roles}
        options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
        onChange={setRoles}
      />
      <p className="quiet">
        {roles.length === 0 ? '请至少选一个角色。' : '保存后，从该账号的下一步操作起生效；已有的记录不变。'}
      </p>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
