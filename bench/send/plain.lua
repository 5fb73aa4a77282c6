-- The same body over and over, as a client of the system sends it. Arguments: its file, its content type.
dofile("said.lua")

function init(args)
   local file = assert(io.open(args[1], "rb"))
   wrk.method = "POST"
   wrk.headers["Content-Type"] = args[2]
   wrk.body = file:read("*a")
   file:close()
   plain = wrk.format()
end

function request()
   return plain
end
