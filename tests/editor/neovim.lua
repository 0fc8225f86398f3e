-- Opens a page of a site in Neovim with `pakt lsp`, waits for a diagnostic, and completes a quote.
--
-- Run by tests/editor/run, which sets PAKT (the program) and SITE (a folder with a site).
-- It uses only what Neovim 0.7 has, which is that of Debian 12.

local function fail(message)
  io.stderr:write('neovim: ' .. message .. '\n')
  vim.cmd('cquit 1')
end

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 50) then
    fail('waited in vain for ' .. what)
  end
end

local page = vim.env.SITE .. '/content/index.md'
vim.cmd('edit ' .. page)
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = 'pakt',
  cmd = { vim.env.PAKT, 'lsp', '--lang', 'en' },
  root_dir = vim.env.SITE,
})
if not client then
  fail('the server does not start')
end
vim.lsp.buf_attach_client(buffer, client)

wait_for('the diagnostic', function()
  return #vim.diagnostic.get(buffer) > 0
end)
local diagnostic = vim.diagnostic.get(buffer)[1]
if diagnostic.code ~= 'broken-link' or diagnostic.lnum ~= 4 then
  fail('another diagnostic: ' .. vim.inspect(diagnostic))
end

-- The words that a writer types at the end of the text.
local lines = vim.api.nvim_buf_line_count(buffer)
local typed = 'Åsa betalar [@deed P2 "ten cr'
vim.api.nvim_buf_set_lines(buffer, lines, lines, false, { typed })
vim.api.nvim_win_set_cursor(0, { lines + 1, #typed })
vim.cmd('startinsert!')
local params = vim.lsp.util.make_position_params()
params.position.character = vim.str_utfindex(typed)
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/completion', params, 20000)
local answer = answers and answers[client]
local items = answer and answer.result and answer.result.items or {}
if #items == 0 then
  fail('no completion: ' .. vim.inspect(answers))
end
local encoding = vim.lsp.get_client_by_id(client).offset_encoding
vim.lsp.util.apply_text_edits({ items[1].textEdit }, buffer, encoding)
local line = vim.api.nvim_buf_get_lines(buffer, lines, lines + 1, false)[1]
if line ~= 'Åsa betalar [@deed P2 "ten crowns"' then
  fail('completed to ' .. line)
end
print('neovim shows a diagnostic and completes a quote')
vim.cmd('qall!')
