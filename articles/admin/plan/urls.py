from django.urls import path

from articles.admin.plan.feed import plan_feed

app_name = "plan"

urlpatterns = [path("<str:secret>.<slug:form>", plan_feed, name="feed")]
