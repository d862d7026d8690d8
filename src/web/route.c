#include "web/route.h"

const char *route_methods(const struct route *route)
{
	return route->submit != NULL ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
}
