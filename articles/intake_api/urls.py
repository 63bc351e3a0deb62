from django.urls import path

from articles.intake_api.views import receive_files

app_name = "intake"

# Both with and without a slash: a redirect would lose the body.
urlpatterns = [
    path("<str:code>/", receive_files, name="push"),
    path("<str:code>", receive_files, name="push-without-slash"),
]
