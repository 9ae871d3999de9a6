/** Who works with it (domain.md §1). */
export const ROLES = ['reviewer', 'chief', 'clerk', 'admin', 'auditor', 'expert'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Record<Role, string> = {
  reviewer: '审核员',
  chief: '科长',
  clerk: '公示经办',
  admin: '管理员',
  auditor: '审计（只读）',
  expert: '评审专家',
}
