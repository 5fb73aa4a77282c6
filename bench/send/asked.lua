-- The same question to `POST /api/send`, with an idempotency key of its own each time: none is told what another was.
-- Arguments: the file of the question, with `{key}` in the place of the key, and what the keys of this run begin with.
dofile("said.lua")

local n_threads = 0

function setup(thread)
   n_threads = n_threads + 1
   thread:set("number", n_threads)
end

function init(args)
   local file = assert(io.open(args[1], "rb"))
   local text = file:read("*a")
   file:close()
   local from, to = string.find(text, "{key}", 1, true)
   before, after = string.sub(text, 1, from - 1), string.sub(text, to + 1)
   keys = args[2] .. "-" .. number .. "-"
   n_asked = 0
   -- What does not change is written once.
   head = "POST /api/send HTTP/1.1\r\nHost: " .. wrk.headers["Host"] .. "\r\nContent-Type: application/json\r\n"
      .. "X-Gabarito-Client: bench\r\nContent-Length: "
end

function request()
   n_asked = n_asked + 1
   local key = keys .. n_asked
   return head .. (#before + #key + #after) .. "\r\n\r\n" .. before .. key .. after
end
